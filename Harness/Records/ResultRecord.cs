namespace AdaShift.Bench.Records;

/// <summary><c>result.json</c>: how a run ended. Written last, by rename: if it exists, the run is done.</summary>
/// <param name="Steps">Training steps taken; for a diverged run, the step whose loss was not finite (counted from 1).</param>
/// <param name="Reason">Why it diverged or failed, with a failed worker's last words; null when completed.</param>
/// <param name="Metrics">Of the last evaluation.</param>
/// <param name="ParameterCount">Elements that the optimizers train.</param>
/// <param name="PeakMemoryBytes">Largest resident set of the worker.</param>
/// <param name="Processor">Null where the system does not count it, and for a failed run.</param>
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
    ProcessorSeconds? Processor)
{
    public const string FileName = "result.json";
}

public enum RunStatus
{
    /// <summary>Trained to the end.</summary>
    Completed,

    /// <summary>A loss or parameter stopped being finite. A result, not a failure.</summary>
    Diverged,

    /// <summary>Threw, crashed or hung. Running again tries it again.</summary>
    Failed,
}
