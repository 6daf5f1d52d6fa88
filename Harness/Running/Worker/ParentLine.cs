using System.Diagnostics;

namespace AdaShift.Bench.Running;

/// <summary>
/// A worker's line to its parent: messages go out on the standard output, and the end of the standard input asks to stop.
/// </summary>
/// <remarks>A parent that is killed closes the pipe too, so a worker never outlives it for longer than a checkpoint takes.</remarks>
sealed class ParentLine(TextWriter output) : IWorkerObserver
{
    public void Progress(long step, long totalSteps, double stepsPerSecond) =>
        Send(new(WorkerMessageKind.Progress, step, totalSteps, stepsPerSecond));

    public void Evaluated(EventRecord evaluation) => Send(new(WorkerMessageKind.Evaluation, evaluation.Step, Evaluation: evaluation));

    public void Note(string text) => Send(new(WorkerMessageKind.Note, Text: text));

    public void Failed(string text) => Send(new(WorkerMessageKind.Failed, Text: text));

    /// <summary>Cancels when <paramref name="input"/> ends; kills the process when it is still there after the grace.</summary>
    public static void StopAtEndOf(Stream input, CancellationTokenSource stop, TimeSpan grace)
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

    void Send(WorkerMessage message)
    {
        try
        {
            output.WriteLine(message.Write());
            output.Flush();
        }
        catch (IOException)
        {
            // The parent is gone; the end of the standard input says so too and stops the work in good order.
        }
    }
}
