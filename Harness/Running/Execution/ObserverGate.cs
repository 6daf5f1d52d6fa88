namespace AdaShift.Bench.Running;

/// <summary>Calls an observer from several threads, one call at a time. Its exceptions never reach a run.</summary>
sealed class ObserverGate(IRunObserver observer)
{
    readonly Lock gate = new();

    /// <summary>The observer's first exception other than a failed write; null if there was none.</summary>
    public Exception? Fault { get; private set; }

    public void Tell(Action<IRunObserver> news)
    {
        lock (gate)
        {
            try
            {
                news(observer);
            }
            catch (IOException)
            {
                // A full disk or a closed terminal: nobody is watching, and the run matters more.
            }
            catch (Exception e)
            {
                Fault ??= e;
            }
        }
    }
}
