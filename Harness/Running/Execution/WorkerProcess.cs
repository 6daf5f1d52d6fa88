using System.Diagnostics;

namespace AdaShift.Bench.Running;

/// <summary>Starts a worker, passes its messages on to the observer, and makes sure that it ends.</summary>
sealed class WorkerProcess(
    PlannedRun run, ProcessStartInfo start, string errorLog, SchedulerSettings settings, TimeProvider time, ObserverGate observer)
{
    static readonly TimeSpan memoryInterval = TimeSpan.FromSeconds(0.1);

    TrainingProgress progress = new(0, 0, 0, null);
    long peakMemory;
    string? failure;

    /// <param name="stop">Asks the worker to write a checkpoint and exit.</param>
    public async Task<WorkerExit> RunAsync(CancellationToken stop)
    {
        using var log = new ErrorLog(errorLog, time);
        using var process = Start();
        var listening = Task.WhenAll(
            ReadLines(process.StandardOutput, line => Hear(line, log)), ReadLines(process.StandardError, log.Add));
        bool timedOut = await WaitAsync(process, stop);
        // A grandchild may hold the pipes open after the worker's death: do not wait for it.
        await Task.WhenAny(listening, Task.Delay(settings.Grace, CancellationToken.None));
        return new(process.ExitCode, timedOut, failure, log.Cause, log.LastWords, progress.Step, peakMemory);
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
                SampleMemory(process);
            await exit;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>A process that has ended has no peak to ask for.</summary>
    void SampleMemory(Process process)
    {
        try
        {
            process.Refresh();
            peakMemory = Math.Max(peakMemory, process.PeakWorkingSet64);
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
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
            // It has just ended.
        }
    }

    /// <summary>Reads to the end: a worker blocks when its pipe is full.</summary>
    static async Task ReadLines(StreamReader from, Action<string> hear)
    {
        while (await from.ReadLineAsync() is { } line) hear(line);
    }

    void Hear(string line, ErrorLog log)
    {
        switch (WorkerMessage.TryRead(line))
        {
            case null: log.Add(line); break;
            case { Kind: WorkerMessageKind.Progress } at:
                Tell(progress with { Step = at.Step, TotalSteps = at.TotalSteps, StepsPerSecond = at.StepsPerSecond });
                break;
            case { Kind: WorkerMessageKind.Evaluation } at: Tell(progress with { Step = at.Step, Metrics = at.Evaluation?.Metrics }); break;
            case { Kind: WorkerMessageKind.Note } note: observer.Tell(o => o.Note(run, note.Text ?? "")); break;
            case { Kind: WorkerMessageKind.Failed } failed: failure = failed.Text; break;
        }
    }

    void Tell(TrainingProgress news)
    {
        progress = news;
        observer.Tell(o => o.Progress(run, news));
    }
}
