namespace AdaShift.Bench.Running;

/// <summary>How a run ended, cell by cell.</summary>
/// <param name="Skipped">Done already in an earlier run.</param>
/// <param name="Failed">With the reason.</param>
/// <param name="Unfinished">Interrupted or not started: the same command goes on with them.</param>
/// <param name="StoppedBecause">Why the run gave up before the end: a full disk. Null when it did not.</param>
public sealed record RunSummary(
    int Completed,
    int Diverged,
    int Skipped,
    IReadOnlyList<(PlannedCell cell, string reason)> Failed,
    IReadOnlyList<PlannedCell> Unfinished,
    string? StoppedBecause)
{
    public const int Interrupted = 130;

    /// <summary>0 fine (also with diverged cells: that is a result), 1 something failed, 130 interrupted.</summary>
    public int ExitCode => Failed.Count > 0 || StoppedBecause is not null ? 1 : Unfinished.Count > 0 ? Interrupted : 0;
}
