namespace AdaShift.Bench.Running;

/// <summary>How a worker process ended. Codes above 128 are signals.</summary>
/// <param name="Failure">What the worker itself reported; null if it could not.</param>
/// <param name="Cause">Why it died according to its standard error; empty if that does not say.</param>
/// <param name="LastWords">The end of its standard error, without stack frames.</param>
/// <param name="Step">The last step that it reported.</param>
/// <param name="PeakMemoryBytes">The largest resident set that was observed.</param>
sealed record WorkerExit(int Code, bool TimedOut, string? Failure, string Cause, string LastWords, long Step, long PeakMemoryBytes)
{
    /// <summary>result.json says how the run ended.</summary>
    public const int Done = 0;

    /// <summary>It threw: the message went to standard output, the stack trace to standard error.</summary>
    public const int Failed = 1;

    /// <summary>The disk is full or read-only (EX_IOERR).</summary>
    public const int CannotWrite = 74;

    /// <summary>Stopped on request, with a checkpoint (EX_TEMPFAIL).</summary>
    public const int Interrupted = 75;

    const int SignalBase = 128;
    const int Kill = 9;

    /// <summary>Why the run failed, as the worker reported it if it could.</summary>
    public string Reason(TimeSpan? timeout)
    {
        if (TimedOut) return FormattableString.Invariant($"timed out after {timeout!.Value.TotalSeconds:0.###} s");
        if (Failure is not null) return Failure;
        var death = Cause.Length == 0 ? Death() : $"{Death()}: {Cause}";
        return LastWords.Length == 0 ? death : $"{death.TrimEnd('.')}. Last lines:\n{LastWords}";
    }

    string Death() => (Code - SignalBase) switch
    {
        Kill => $"killed by SIGKILL: often the system's out-of-memory killer{Memory()}",
        4 => "killed by SIGILL (an instruction that this CPU does not have)",
        6 => "killed by SIGABRT (native code gave up)",
        7 => "killed by SIGBUS",
        8 => "killed by SIGFPE",
        11 => "killed by SIGSEGV (a crash in native code)",
        15 => "killed by SIGTERM",
        > 0 and var signal => $"killed by signal {signal}",
        _ => $"the worker ended with exit code {Code} and no result",
    };

    string Memory() =>
        PeakMemoryBytes == 0 ? "" : FormattableString.Invariant($" (it had used at least {PeakMemoryBytes / 1e9:F1} GB)");
}
