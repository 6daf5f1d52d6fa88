using System.CommandLine;

namespace AdaShift.Bench.Cli;

/// <summary>A verb; its help ends with examples.</summary>
sealed class VerbCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
