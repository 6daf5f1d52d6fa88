using System.Globalization;

namespace AdaShift.Bench.Running;

/// <summary>What an exit code says about a process that did not leave by itself.</summary>
static class ProcessDeath
{
    const int SignalBase = 128;
    const int Kill = 9;

    public static string Describe(int exitCode, long peakMemoryBytes) => exitCode switch
    {
        SignalBase + Kill => "killed by SIGKILL: often the system's out-of-memory killer"
            + (peakMemoryBytes == 0 ? ""
                : string.Create(CultureInfo.InvariantCulture, $" (it had used at least {peakMemoryBytes / 1e9:F1} GB)")),
        > SignalBase => $"killed by {Name(exitCode - SignalBase)}",
        _ => $"the worker ended with exit code {exitCode} and no result",
    };

    static string Name(int signal) => signal switch
    {
        4 => "SIGILL (an instruction that this CPU does not have)",
        6 => "SIGABRT (native code gave up)",
        7 => "SIGBUS",
        8 => "SIGFPE",
        11 => "SIGSEGV (a crash in native code)",
        15 => "SIGTERM",
        _ => string.Create(CultureInfo.InvariantCulture, $"signal {signal}"),
    };
}
