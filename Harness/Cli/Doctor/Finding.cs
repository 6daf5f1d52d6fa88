using System.Text.Json.Nodes;

namespace AdaShift.Bench.Cli.Doctor;

enum State
{
    Fine,

    /// <summary>Works, but slower or with less than possible.</summary>
    Warning,

    /// <summary>Something that a verb needs is missing.</summary>
    Missing,
}

/// <param name="Advice">What to type or install; null if there is nothing to do.</param>
sealed record Finding(string What, State State, string Found, string? Advice = null)
{
    public static Finding Fine(string what, string found) => new(what, State.Fine, found);

    public JsonObject ToJson() =>
        Json.Object(("what", What), ("state", State.ToString().ToLowerInvariant()), ("found", Found), ("advice", Advice));
}
