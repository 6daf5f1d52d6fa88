namespace AdaShift.Bench.Running;

/// <param name="Jobs">How many workers run at a time.</param>
/// <param name="Threads">Threads of each worker within an operator. On a busy machine, several may be slower than one.</param>
/// <param name="RunTimeout">Wall time after which a run fails, keeping its checkpoint; null for none.</param>
public sealed record SchedulerSettings(int Jobs = 1, int Threads = 1, TimeSpan? RunTimeout = null)
{
    public int Jobs { get; init; } = Jobs > 0 ? Jobs
        : throw new ArgumentOutOfRangeException(nameof(Jobs), Jobs, "At least one worker must run.");

    public int Threads { get; init; } = Threads > 0 ? Threads
        : throw new ArgumentOutOfRangeException(nameof(Threads), Threads, "A worker needs at least one thread.");

    /// <summary>How long a worker that was asked to stop may take for its checkpoint before it is killed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);
}
