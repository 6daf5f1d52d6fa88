using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace AdaShift.Bench.Running;

/// <summary>
/// The whole of a worker process: run one run, report to the parent on standard output, stop when asked or when the parent is gone.
/// </summary>
public static class WorkerProgram
{
    /// <returns>The process' exit code.</returns>
    public static int Run(string runFolder, PluginCatalog catalog, WorkerSettings settings, TimeProvider time)
    {
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var parent = new ParentLine(output);
        Console.SetOut(Console.Error); // what a plug-in prints must not mix with messages
        using var stop = new CancellationTokenSource();
        using var interrupt = StopOn(PosixSignal.SIGINT, stop);
        using var terminate = StopOn(PosixSignal.SIGTERM, stop);
        using var hangUp = StopOn(PosixSignal.SIGHUP, stop);
        ParentLine.StopAtEndOf(Console.OpenStandardInput(), stop, settings.Grace);
        try
        {
            var end = new Worker(catalog, settings with { AlreadySpent = Age(time) }, time, parent).Run(runFolder, stop.Token);
            return end == RunEnd.Interrupted ? WorkerExitCode.Interrupted : WorkerExitCode.Done;
        }
        catch (RecordWriteException e) when (e.IsOfTheDisk)
        {
            parent.Failed(e.Message);
            return WorkerExitCode.CannotWrite;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(e);
            parent.Failed(e is RecordWriteException ? e.Message : Reason.Of(e));
            return WorkerExitCode.Failed;
        }
    }

    static TimeSpan Age(TimeProvider time) =>
        TimeSpan.FromSeconds(Math.Max(0, (time.GetUtcNow() - new DateTimeOffset(Process.GetCurrentProcess().StartTime)).TotalSeconds));

    static PosixSignalRegistration StopOn(PosixSignal signal, CancellationTokenSource stop) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
}
