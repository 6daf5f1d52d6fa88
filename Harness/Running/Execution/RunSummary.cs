namespace AdaShift.Bench.Running;

/// <summary>How a run ended, run by run.</summary>
/// <param name="Skipped">Done already in an earlier run.</param>
/// <param name="Failed">With the reason.</param>
/// <param name="Unfinished">Interrupted or not started: the same command goes on with them.</param>
/// <param name="StoppedBecause">Why the run gave up before the end: a full disk. Null when it did not.</param>
public sealed record RunSummary(
    int Completed,
    int Diverged,
    int Skipped,
    IReadOnlyList<(PlannedRun run, string reason)> Failed,
    IReadOnlyList<PlannedRun> Unfinished,
    string? StoppedBecause)
{
    /// <summary>128 + SIGINT, as shells count.</summary>
    public const int InterruptedExitCode = 130;

    /// <summary>Somebody asked it to end. When all was done by then, that changes nothing.</summary>
    public bool Interrupted { get; init; }

    /// <summary>The first thing that the observer threw: the run went on without it. Null for none.</summary>
    public Exception? ObserverFault { get; init; }

    /// <summary>0 fine (also with diverged runs: that is a result), 1 something failed or was given up, 130 interrupted.</summary>
    public int ExitCode =>
        Interrupted && Unfinished.Count > 0 ? InterruptedExitCode
        : Failed.Count > 0 || Unfinished.Count > 0 || StoppedBecause is not null ? 1
        : 0;

    /// <summary>Several runs as one.</summary>
    public static RunSummary Of(IReadOnlyCollection<RunSummary> runs) => new(
        runs.Sum(run => run.Completed),
        runs.Sum(run => run.Diverged),
        runs.Sum(run => run.Skipped),
        [.. runs.SelectMany(run => run.Failed)],
        [.. runs.SelectMany(run => run.Unfinished)],
        runs.Select(run => run.StoppedBecause).FirstOrDefault(because => because is not null))
    {
        Interrupted = runs.Any(run => run.Interrupted),
        ObserverFault = runs.Select(run => run.ObserverFault).FirstOrDefault(fault => fault is not null),
    };
}
