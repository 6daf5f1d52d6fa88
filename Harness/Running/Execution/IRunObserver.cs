using AdaShift.Bench.Contracts;

namespace AdaShift.Bench.Running;

/// <summary>Hears how a run gets on. Calls come from several threads, one at a time.</summary>
public interface IRunObserver
{
    /// <param name="toRun">In the order they will start.</param>
    /// <param name="alreadyDone">Completed or diverged in an earlier run.</param>
    void Planned(IReadOnlyList<PlannedCell> toRun, IReadOnlyList<PlannedCell> alreadyDone);

    void Started(PlannedCell cell);

    /// <summary>At most five times a second for a cell, and at every evaluation.</summary>
    void Progress(PlannedCell cell, CellProgress progress);

    /// <summary>Something the user should know: a checkpoint that could not be used.</summary>
    void Note(PlannedCell cell, string text);

    /// <summary>Something the user should know of the whole run: cells that are done were run by another build.</summary>
    void Note(string text);

    /// <param name="result">Null when it was interrupted: the same command goes on with it.</param>
    void Finished(PlannedCell cell, ResultRecord? result);
}

/// <param name="Name">Of its folder.</param>
public sealed record PlannedCell(string Name, CellSpec Spec);

/// <param name="TotalSteps">0 while not known.</param>
/// <param name="StepsPerSecond">Training steps per wall second, lately.</param>
/// <param name="Metrics">Of the last evaluation; null before it.</param>
public sealed record CellProgress(long Step, long TotalSteps, double StepsPerSecond, IReadOnlyDictionary<string, double>? Metrics);
