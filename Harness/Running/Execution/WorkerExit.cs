namespace AdaShift.Bench.Running;

/// <summary>How a worker process ended.</summary>
/// <param name="Failure">What it said was wrong, if it could.</param>
/// <param name="Cause">What its standard error says it died of; empty when nothing.</param>
/// <param name="LastWords">The end of its standard error, without stack frames.</param>
/// <param name="Step">The last it reported.</param>
/// <param name="PeakMemoryBytes">The largest resident set that was seen.</param>
/// <param name="ListeningFault">The first thing that went wrong while listening to it: some of its words are lost. Null for none.</param>
sealed record WorkerExit(
    int Code, bool TimedOut, string? Failure, string Cause, string LastWords, long Step, long PeakMemoryBytes, Exception? ListeningFault)
{
    /// <summary>Why the run failed: the worker's own words where it had any.</summary>
    public string Reason(TimeSpan? timeout)
    {
        if (TimedOut) return FormattableString.Invariant($"timed out after {timeout!.Value.TotalSeconds:0.###} s");
        if (Failure is not null) return Failure;
        var death = ProcessDeath.Describe(Code, PeakMemoryBytes) + (Cause.Length == 0 ? "" : $": {Cause}");
        return LastWords.Length == 0 ? death : $"{death.TrimEnd('.')}. Its last words:\n{LastWords}";
    }
}
