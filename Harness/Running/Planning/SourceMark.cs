using System.Globalization;

namespace AdaShift.Bench.Running;

/// <summary>Where a value was written: a place in an experiment file, or an option of the command line.</summary>
/// <param name="Where">A file name, or an option as it was typed: <c>--optimizer adma</c>.</param>
/// <param name="Line">Counted from 1; 0 on the command line.</param>
/// <param name="Column">Counted from 1; 0 on the command line.</param>
public readonly record struct SourceMark(string Where, long Line = 0, long Column = 0)
{
    public override string ToString() => Line == 0 ? Where : string.Create(CultureInfo.InvariantCulture, $"{Where}:{Line}:{Column}");
}

/// <summary>A value, and where it was written.</summary>
public sealed record Located<T>(T Value, SourceMark At);

/// <summary>What is wrong, and where.</summary>
public sealed record PlanProblem(SourceMark At, string Message)
{
    public override string ToString() => $"{At}: {Message}";
}
