namespace AdaShift.Bench.Running;

/// <summary>A plan that cannot be run. Every problem is listed, each with its place; the message is all of them, one a line.</summary>
public sealed class PlanException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
