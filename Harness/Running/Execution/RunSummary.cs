namespace AdaShift.Bench.Running;

/// <summary>How the runs of a plan ended.</summary>
/// <param name="Skipped">Finished by an earlier command.</param>
/// <param name="Failed">With the reason.</param>
/// <param name="Unfinished">Interrupted or not started: the same command continues with them.</param>
/// <param name="StoppedBecause">Why it stopped early: a full disk. Null if it did not.</param>
public sealed record RunSummary(
    int Completed,
    int Diverged,
    int Skipped,
    IReadOnlyList<(PlannedRun run, string reason)> Failed,
    IReadOnlyList<PlannedRun> Unfinished,
    string? StoppedBecause)
{
    /// <summary>128 + SIGINT, the convention of shells.</summary>
    public const int InterruptedExitCode = 130;

    /// <summary>Whether the user asked to stop. It changes nothing if all runs were done by then.</summary>
    public bool Interrupted { get; init; }

    /// <summary>The observer's first exception, which did not affect any run. Null if there was none.</summary>
    public Exception? ObserverFault { get; init; }

    /// <summary>0 fine (diverged runs are results too), 1 if something failed or was not finished, 130 if interrupted.</summary>
    public int ExitCode =>
        Interrupted && Unfinished.Count > 0 ? InterruptedExitCode
        : Failed.Count > 0 || Unfinished.Count > 0 || StoppedBecause is not null ? 1
        : 0;

    /// <summary>Several summaries as one.</summary>
    public static RunSummary Of(IReadOnlyCollection<RunSummary> all) => new(
        all.Sum(one => one.Completed),
        all.Sum(one => one.Diverged),
        all.Sum(one => one.Skipped),
        [.. all.SelectMany(one => one.Failed)],
        [.. all.SelectMany(one => one.Unfinished)],
        all.Select(one => one.StoppedBecause).FirstOrDefault(because => because is not null))
    {
        Interrupted = all.Any(one => one.Interrupted),
        ObserverFault = all.Select(one => one.ObserverFault).FirstOrDefault(fault => fault is not null),
    };

    /// <param name="runs">With their results; null for those that did not end.</param>
    internal static RunSummary Of(IEnumerable<(PlannedRun Run, ResultRecord? Result)> runs, int skipped)
    {
        var byStatus = runs.ToLookup(ended => ended.Result?.Status);
        return new(
            byStatus[RunStatus.Completed].Count(), byStatus[RunStatus.Diverged].Count(), skipped,
            [.. byStatus[RunStatus.Failed].Select(ended => (ended.Run, ended.Result!.Reason ?? ""))],
            [.. byStatus[null].Select(ended => ended.Run)], StoppedBecause: null);
    }
}
