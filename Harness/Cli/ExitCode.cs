using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli;

/// <summary>The exit codes of the process.</summary>
static class ExitCode
{
    public const int Fine = 0;

    /// <summary>Some runs failed, or something could not be done.</summary>
    public const int Failed = 1;

    /// <summary>The command line is not valid, or what it asks for does not exist.</summary>
    public const int Usage = 2;

    public const int Interrupted = RunSummary.InterruptedExitCode;
}
