using AdaShift.Bench.Contracts;

namespace AdaShift.Bench.Running;

/// <summary>Calls an observer under a lock, whichever worker the news comes from.</summary>
sealed class OneAtATime(IRunObserver observer) : IRunObserver
{
    readonly Lock gate = new();

    public void Planned(IReadOnlyList<PlannedCell> toRun, IReadOnlyList<PlannedCell> alreadyDone)
    {
        lock (gate) observer.Planned(toRun, alreadyDone);
    }

    public void Started(PlannedCell cell)
    {
        lock (gate) observer.Started(cell);
    }

    public void Progress(PlannedCell cell, CellProgress progress)
    {
        lock (gate) observer.Progress(cell, progress);
    }

    public void Note(PlannedCell cell, string text)
    {
        lock (gate) observer.Note(cell, text);
    }

    public void Finished(PlannedCell cell, ResultRecord? result)
    {
        lock (gate) observer.Finished(cell, result);
    }
}
