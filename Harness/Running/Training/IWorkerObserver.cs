namespace AdaShift.Bench.Running;

/// <summary>Hears how a worker gets on.</summary>
public interface IWorkerObserver
{
    /// <summary>At most five times a second.</summary>
    /// <param name="stepsPerSecond">Training steps per wall second since the last call.</param>
    void Progress(long step, long totalSteps, double stepsPerSecond);

    void Evaluated(EventRecord evaluation);

    /// <summary>Something the user should know: a checkpoint that could not be used.</summary>
    void Note(string text);
}
