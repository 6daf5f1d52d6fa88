namespace AdaShift.Bench.Running;

/// <summary>Hears how a run gets on. Calls come from several threads, one at a time.</summary>
public interface IRunObserver
{
    /// <param name="toRun">In the order they will start.</param>
    /// <param name="alreadyDone">Completed or diverged in an earlier run.</param>
    void Planned(IReadOnlyList<PlannedRun> toRun, IReadOnlyList<PlannedRun> alreadyDone);

    void Started(PlannedRun run);

    /// <summary>At most five times a second for a run, and at every evaluation.</summary>
    void Progress(PlannedRun run, TrainingProgress progress);

    /// <summary>Something the user should know: a checkpoint that could not be used.</summary>
    void Note(PlannedRun run, string text);

    /// <summary>Something the user should know of the whole run: runs that are done were run by another build.</summary>
    void Note(string text);

    /// <param name="result">Null when it was interrupted: the same command goes on with it.</param>
    void Finished(PlannedRun run, ResultRecord? result);
}

/// <param name="Name">Of its folder.</param>
public sealed record PlannedRun(string Name, RunSpec Spec);

/// <param name="TotalSteps">0 while not known.</param>
/// <param name="StepsPerSecond">Training steps per wall second, lately.</param>
/// <param name="Metrics">Of the last evaluation; null before it.</param>
public sealed record TrainingProgress(long Step, long TotalSteps, double StepsPerSecond, IReadOnlyDictionary<string, double>? Metrics);
