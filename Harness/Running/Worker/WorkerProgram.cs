using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace AdaShift.Bench.Running;

/// <summary>
/// A worker process: trains one run, reports to its parent on standard output, and stops when a signal or the end of standard input
/// asks for it.
/// </summary>
/// <remarks>The pipe of a killed parent closes too, so a worker outlives its parent only for the time of a checkpoint.</remarks>
public static class WorkerProgram
{
    /// <returns>The exit code of the process.</returns>
    public static int Run(string runFolder, PluginCatalog catalog, WorkerSettings settings, TimeProvider time)
    {
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Console.SetOut(Console.Error); // a plug-in's output must not mix with the messages
        var stop = new CancellationTokenSource(); // never disposed: the watch on the parent may cancel it at any moment
        using var interrupt = StopOn(PosixSignal.SIGINT, stop);
        using var terminate = StopOn(PosixSignal.SIGTERM, stop);
        using var hangUp = StopOn(PosixSignal.SIGHUP, stop);
        StopAtEndOf(Console.OpenStandardInput(), stop, settings.Grace);
        try
        {
            Denormals.FlushIfEnabled();
            var end = Worker.Run(runFolder, catalog, settings with { AlreadySpent = Age(time) }, time, m => Send(m, output), stop.Token);
            return end is null ? WorkerExit.Interrupted : WorkerExit.Done;
        }
        catch (RecordWriteException e)
        {
            Send(new(WorkerMessageKind.Failed, Text: e.Message), output);
            return e.IsOfTheDisk ? WorkerExit.CannotWrite : WorkerExit.Failed;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(e);
            Send(new(WorkerMessageKind.Failed, Text: Reason.Of(e)), output);
            return WorkerExit.Failed;
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

    /// <summary>Kills the process if it is still running after the grace period.</summary>
    static void StopAtEndOf(Stream input, CancellationTokenSource stop, TimeSpan grace)
    {
        var watch = new Thread(() =>
        {
            var buffer = new byte[64];
            while (input.Read(buffer) > 0)
            {
            }
            stop.Cancel();
            Thread.Sleep(grace);
            Process.GetCurrentProcess().Kill();
        });
        watch.IsBackground = true;
        watch.Name = "parent watch";
        watch.Start();
    }

    static void Send(WorkerMessage message, TextWriter output)
    {
        try
        {
            output.WriteLine(message.Write());
            output.Flush();
        }
        catch (IOException)
        {
            // The parent is gone: the end of standard input stops the work in good order.
        }
    }
}
