namespace AdaShift.Bench.Running;

/// <summary>How a worker process ends. Codes above 128 are signals.</summary>
static class WorkerExitCode
{
    /// <summary>result.json says how.</summary>
    public const int Done = 0;

    /// <summary>Something threw; the message on standard output says what, the standard error where.</summary>
    public const int Failed = 1;

    /// <summary>The disk is full or the folder read-only (EX_IOERR).</summary>
    public const int CannotWrite = 74;

    /// <summary>Asked to stop, with a checkpoint (EX_TEMPFAIL).</summary>
    public const int Interrupted = 75;
}
