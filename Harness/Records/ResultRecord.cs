namespace AdaShift.Bench.Records;

/// <summary><c>result.json</c>: how a run ended. Written last, by rename: if it exists, the run is done.</summary>
/// <param name="Steps">Training steps taken; for a diverged run, the first that was not finite, counted from 1.</param>
/// <param name="Reason">Why it diverged or failed, with the last lines of a failed worker's standard error; null if completed.</param>
/// <param name="Metrics">Of the last evaluation.</param>
/// <param name="ParameterCount">Elements that the optimizers train.</param>
/// <param name="PeakMemoryBytes">Largest resident set of the worker.</param>
/// <param name="Processor">Null where the system does not count it, and for a failed run.</param>
/// <param name="Gpu">Null for a run on the CPU, for a failed run, and if the driver cannot be asked.</param>
public sealed record ResultRecord(
    int FormatVersion,
    RunStatus Status,
    long Steps,
    string? Reason,
    IReadOnlyDictionary<string, double> Metrics,
    PhaseSeconds Seconds,
    long ParameterCount,
    long PeakMemoryBytes,
    int Resumptions,
    DateTimeOffset Finished,
    ProcessorSeconds? Processor,
    GpuUse? Gpu = null)
{
    public const string FileName = "result.json";
}

/// <summary>The GPU of a run according to its driver; null for what it does not report.</summary>
/// <param name="PeakMemoryBytes">The most in use, by every process together, at an evaluation or at the end of the last worker.</param>
/// <param name="Throttling">Why its clocks were below the maximum at the end: "PowerCap, ThermalSoftware"; "None" if they were not.</param>
public sealed record GpuUse(long? PeakMemoryBytes, string? Throttling);

public enum RunStatus
{
    /// <summary>Trained to the end.</summary>
    Completed,

    /// <summary>A loss, a gradient, a parameter or its state stopped being finite. A result, not a failure.</summary>
    Diverged,

    /// <summary>Threw, crashed or hung. The next command retries it.</summary>
    Failed,
}
