using System.Diagnostics;

namespace AdaShift.Bench.Running;

/// <summary>Starts a worker, listens to it, and sees to it that it ends.</summary>
sealed class WorkerProcess(
    ProcessStartInfo start, RunFolder folder, SchedulerSettings settings, TimeProvider time, Action<WorkerMessage> hear)
{
    /// <summary>A process that is gone has no peak to ask for.</summary>
    static readonly TimeSpan memoryInterval = TimeSpan.FromSeconds(0.1);

    long step;
    long peakMemory;
    string? failure;
    Exception? listeningFault;

    /// <param name="stop">Asks the worker for a checkpoint and to leave.</param>
    public async Task<WorkerExit> RunAsync(CancellationToken stop)
    {
        using var log = new ErrorLog(folder.ErrorLog, time);
        using var process = Start();
        var listening = Task.WhenAll(
            Listen(process.StandardOutput, line => Hear(line, log)),
            Listen(process.StandardError, log.Add));
        bool timedOut = await WaitAsync(process, stop);
        // A grandchild may hold the pipes open after the worker's death: do not wait for it.
        await Task.WhenAny(listening, Task.Delay(settings.Grace, CancellationToken.None));
        return new(process.ExitCode, timedOut, failure, log.Cause, log.LastWords, step, peakMemory, listeningFault);
    }

    Process Start()
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        return Process.Start(start) ?? throw new InvalidOperationException($"'{start.FileName}' could not be started.");
    }

    /// <returns>Whether it ran out of time.</returns>
    async Task<bool> WaitAsync(Process process, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(settings.RunTimeout ?? Timeout.InfiniteTimeSpan);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        if (await ExitsBeforeAsync(process, either.Token)) return false;
        CloseInput(process); // asks for a checkpoint
        using var grace = new CancellationTokenSource(settings.Grace);
        if (!await ExitsBeforeAsync(process, grace.Token))
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
        return limit.IsCancellationRequested && !stop.IsCancellationRequested;
    }

    async Task<bool> ExitsBeforeAsync(Process process, CancellationToken end)
    {
        try
        {
            var exit = process.WaitForExitAsync(end);
            while (await Task.WhenAny(exit, Task.Delay(memoryInterval, CancellationToken.None)) != exit)
                peakMemory = Math.Max(peakMemory, PeakMemory.Of(process.Id));
            await exit;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    static void CloseInput(Process process)
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has just ended by itself.
        }
    }

    /// <summary>Reads to the end, whatever becomes of a line: a worker whose pipe is full would stand still for ever.</summary>
    async Task Listen(StreamReader from, Action<string> hearLine)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            try
            {
                hearLine(line);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref listeningFault, e, null);
            }
        }
    }

    void Hear(string line, ErrorLog log)
    {
        if (WorkerMessage.TryRead(line) is not { } message)
        {
            log.Add(line);
            return;
        }
        step = Math.Max(step, message.Step);
        if (message.Kind == WorkerMessageKind.Failed) failure = message.Text;
        hear(message);
    }
}
