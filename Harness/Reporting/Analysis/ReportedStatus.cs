namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>
/// How a run is reported. <see cref="RunStatus"/> is how it ended by its own account; a report also knows runs whose account is missing
/// or wrong.
/// </summary>
public enum ReportedStatus
{
    Completed,

    /// <summary>A loss, a gradient, a parameter or its state stopped being finite: a result, and the worst one.</summary>
    Diverged,

    /// <summary>Threw, crashed or hung: says nothing about the optimizer.</summary>
    Failed,

    /// <summary>The records contradict each other: how it ended is not known.</summary>
    Damaged,

    /// <summary>Started but without a result: interrupted, or still running.</summary>
    Unfinished,

    /// <summary>Planned and never started.</summary>
    Missing,
}
