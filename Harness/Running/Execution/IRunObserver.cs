namespace AdaShift.Bench.Running;

/// <summary>Follows the runs of a plan. Calls come from several threads, one at a time.</summary>
public interface IRunObserver
{
    /// <param name="toRun">In the order they will start.</param>
    /// <param name="alreadyDone">Completed or diverged under an earlier command.</param>
    void Planned(IReadOnlyList<PlannedRun> toRun, IReadOnlyList<PlannedRun> alreadyDone);

    void Started(PlannedRun run);

    /// <summary>At most five times per second and run, and at every evaluation.</summary>
    void Progress(PlannedRun run, TrainingProgress progress);

    /// <summary>Something the user should know about a run, such as a checkpoint that could not be used.</summary>
    void Note(PlannedRun run, string text);

    /// <summary>Something the user should know about the whole plan, such as finished runs of another build.</summary>
    void Note(string text);

    /// <param name="result">Null if it was interrupted: the same command continues with it.</param>
    void Finished(PlannedRun run, ResultRecord? result);
}

/// <param name="Name">The name of its folder.</param>
public sealed record PlannedRun(string Name, RunSpec Spec);

/// <param name="TotalSteps">0 while unknown.</param>
/// <param name="StepsPerSecond">Recent training steps per second of wall time.</param>
/// <param name="Metrics">The last evaluation's; null before it.</param>
public sealed record TrainingProgress(long Step, long TotalSteps, double StepsPerSecond, IReadOnlyDictionary<string, double>? Metrics);
