using AdaShift.Bench.Timing.Devices;

namespace AdaShift.Bench.Running;

/// <summary>What a worker needs besides its run.</summary>
/// <param name="DataRoot">The folder of the data store.</param>
public sealed record WorkerSettings(string DataRoot)
{
    /// <summary>A crash loses at most this much work.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Time this process took to start the runtime and discover plug-ins. Counts as set-up.</summary>
    public TimeSpan AlreadySpent { get; init; }

    /// <summary>How long a worker may take to stop once its parent is gone; a hanging plug-in would never stop.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long to wait for the worker of an earlier, killed command to release the run.</summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For tests: reads losses in batches on the CPU too, as on a GPU.</summary>
    internal bool ReadsLossesLate { get; init; }

    /// <summary>For tests: replaces the run's own GPU.</summary>
    internal IGpu? Gpu { get; init; }
}
