using System.Runtime.InteropServices;
using AdaShift.Bench.Cli;

using var end = new GentleEnd(args.FirstOrDefault() ?? "", Console.Error, Console.IsOutputRedirected ? null : Console.Out);
using var keyboard = PosixSignalRegistration.Create(PosixSignal.SIGINT, EndGently);
using var manager = PosixSignalRegistration.Create(PosixSignal.SIGTERM, EndGently);
return await CommandLine.RunAsync(args, Terminal.OfProcess(end.Asked));

void EndGently(PosixSignalContext signal) => signal.Cancel = end.Ask();
