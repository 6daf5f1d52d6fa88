namespace AdaShift.Bench.Running;

/// <summary>A selector that cannot be used. The message is all problems, one a line.</summary>
public sealed class SelectorException(params IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
