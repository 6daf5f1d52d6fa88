using AdaShift.Bench.Scoring.Python;

namespace AdaShift.Bench.Scoring;

/// <summary>What BLEU does about an order without a match, whose precision of 0 would make the score 0.</summary>
/// <remarks>Source: Chen and Cherry, "A Systematic Comparison of Smoothing Techniques for Sentence-Level BLEU", WMT 2014.</remarks>
public sealed record Smoothing
{
    readonly string name;

    Smoothing(string name, double? value)
    {
        (this.name, Value) = (name, value);
        if (value is < 0 || !double.IsFinite(value ?? 0))
            throw new ScoringException(FormattableString.Invariant($"The smoothing value {value} is not valid. Allowed: a number from 0."));
    }

    /// <summary>The k-th order without a match has 1 / 2^k matches, as in mteval-v13a.</summary>
    public static Smoothing Exp { get; } = new("exp", null);

    public static Smoothing None { get; } = new("none", null);

    /// <summary>The names that <see cref="Named"/> knows, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["exp", "floor", "add-k", "none"];

    /// <summary>ε or k; null for the methods without a value.</summary>
    public double? Value { get; }

    internal bool IsExp => name == "exp";

    internal bool IsFloor => name == "floor";

    internal bool IsAddK => name == "add-k";

    /// <summary>An order without a match has <paramref name="matches"/> matches.</summary>
    public static Smoothing Floor(double matches = 0.1) => new("floor", matches);

    /// <summary>Adds k to the matches and the n-grams of every order above 1 (Lin and Och 2004).</summary>
    public static Smoothing AddK(double k = 1) => new("add-k", k);

    /// <param name="value">Null for the method's default; exp and none ignore it.</param>
    /// <exception cref="ScoringException">Unknown name, or a value below 0.</exception>
    public static Smoothing Named(string name, double? value = null) => name switch
    {
        "exp" => Exp,
        "floor" => Floor(value ?? 0.1),
        "add-k" => AddK(value ?? 1),
        "none" => None,
        _ => throw new ScoringException($"Unknown smoothing '{name}'.{NearestName.Among(name, [.. Names])}"),
    };

    /// <summary>As in signatures: <c>exp</c>, <c>floor[0.10]</c>.</summary>
    public override string ToString() => Value is { } value ? $"{name}[{PythonNumber.Fixed(value, 2)}]" : name;
}
