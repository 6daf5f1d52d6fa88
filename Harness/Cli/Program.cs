using System.Runtime.InteropServices;
using AdaShift.Bench.Cli;

using var interrupted = new CancellationTokenSource();
using var keyboard = PosixSignalRegistration.Create(PosixSignal.SIGINT, EndGently);
using var manager = PosixSignalRegistration.Create(PosixSignal.SIGTERM, EndGently);
return await CommandLine.RunAsync(args, Terminal.OfProcess(interrupted.Token));

// The first time, what runs may checkpoint and say goodbye; the second time, the process ends at once.
void EndGently(PosixSignalContext signal)
{
    signal.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
}
