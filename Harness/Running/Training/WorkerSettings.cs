using AdaShift.Bench.Timing.Devices;

namespace AdaShift.Bench.Running;

/// <summary>What a worker needs beside its run.</summary>
/// <param name="DataRoot">The folder of the data store.</param>
public sealed record WorkerSettings(string DataRoot)
{
    /// <summary>At most this much work is lost to a crash.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Spent in this process before the worker ran: start of the runtime, discovery of plug-ins. Counts as set-up.</summary>
    public TimeSpan AlreadySpent { get; init; }

    /// <summary>How long a worker process whose parent is gone may take to leave in good order; a hanging plug-in never would.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long to wait for a worker of an earlier, killed run to leave the run.</summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Losses are read many together, as on a GPU, also on a CPU: for tests of what is noticed late.</summary>
    internal bool ReadsLossesLate { get; init; }

    /// <summary>Is asked in place of the run's own GPU: for tests.</summary>
    internal IGpu? Gpu { get; init; }
}
