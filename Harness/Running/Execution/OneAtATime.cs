using AdaShift.Bench.Contracts;

namespace AdaShift.Bench.Running;

/// <summary>Calls an observer under a lock, whichever worker the news comes from. What goes wrong with it never reaches the run.</summary>
sealed class OneAtATime(IRunObserver observer) : IRunObserver
{
    readonly Lock gate = new();

    /// <summary>The first thing that the observer threw; null for none.</summary>
    public Exception? Fault { get; private set; }

    public void Planned(IReadOnlyList<PlannedCell> toRun, IReadOnlyList<PlannedCell> alreadyDone) =>
        Tell(o => o.Planned(toRun, alreadyDone));

    public void Started(PlannedCell cell) => Tell(o => o.Started(cell));

    public void Progress(PlannedCell cell, CellProgress progress) => Tell(o => o.Progress(cell, progress));

    public void Note(PlannedCell cell, string text) => Tell(o => o.Note(cell, text));

    public void Note(string text) => Tell(o => o.Note(text));

    public void Finished(PlannedCell cell, ResultRecord? result) => Tell(o => o.Finished(cell, result));

    void Tell(Action<IRunObserver> news)
    {
        lock (gate)
        {
            try
            {
                news(observer);
            }
            catch (IOException)
            {
                // The disk behind a log is full, the terminal has hung up: nobody watches any more, and the run matters more.
            }
            catch (Exception e)
            {
                Fault ??= e;
            }
        }
    }
}
