namespace AdaShift.Bench.Running;

/// <summary>Calls an observer under a lock, whichever worker the news comes from. What goes wrong with it never reaches the run.</summary>
sealed class OneAtATime(IRunObserver observer) : IRunObserver
{
    readonly Lock gate = new();

    /// <summary>The first thing that the observer threw; null for none.</summary>
    public Exception? Fault { get; private set; }

    public void Planned(IReadOnlyList<PlannedRun> toRun, IReadOnlyList<PlannedRun> alreadyDone) =>
        Tell(o => o.Planned(toRun, alreadyDone));

    public void Started(PlannedRun run) => Tell(o => o.Started(run));

    public void Progress(PlannedRun run, TrainingProgress progress) => Tell(o => o.Progress(run, progress));

    public void Note(PlannedRun run, string text) => Tell(o => o.Note(run, text));

    public void Note(string text) => Tell(o => o.Note(text));

    public void Finished(PlannedRun run, ResultRecord? result) => Tell(o => o.Finished(run, result));

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
