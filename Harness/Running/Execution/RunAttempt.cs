using System.Diagnostics;

namespace AdaShift.Bench.Running;

/// <summary>One attempt at a run: prepares its folder, runs a worker process, and records how it ended.</summary>
sealed class RunAttempt(PlannedRun run, RunFolder folder, SchedulerSettings settings, TimeProvider time, ObserverGate observer)
{
    /// <summary>Why nothing more can be written to the disk; null if it can.</summary>
    public string? DiskProblem { get; private set; }

    /// <param name="describe">Creates the run's record if it does not continue from a checkpoint.</param>
    /// <returns>Null if it was interrupted, or the disk could not be written.</returns>
    public async Task<ResultRecord?> RunAsync(
        Func<RunRecord> describe, Func<string, ProcessStartInfo> startWorker, CancellationToken stop)
    {
        observer.Tell(o => o.Started(run));
        ResultRecord? result = null;
        try
        {
            result = await WorkAsync(Prepare(describe), startWorker, stop);
        }
        catch (RecordWriteException e) when (e.IsOfTheDisk)
        {
            DiskProblem = e.Message;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            result = CouldNotBeRun(e);
        }
        observer.Tell(o => o.Finished(run, result));
        return result;
    }

    /// <summary>
    /// A run that continues from a checkpoint keeps its run.json, and with it its threads; any other starts again, with this build and
    /// machine. An earlier result is set aside.
    /// </summary>
    RunRecord Prepare(Func<RunRecord> describe)
    {
        RecordWriteException.Guard(folder.Path, () => Directory.CreateDirectory(folder.Path));
        var begun = folder.ReadRecordOf(run.Spec);
        folder.SetResultAside();
        if (begun is not null && new CheckpointFolder(folder.Checkpoints).NewestFirst().Count > 0) return begun;
        if (begun is null) folder.SetRecordAside();
        var record = describe();
        folder.Write(record);
        return record;
    }

    async Task<ResultRecord?> WorkAsync(RunRecord record, Func<string, ProcessStartInfo> startWorker, CancellationToken stop)
    {
        var start = startWorker(folder.Path);
        WorkerEnvironment.Apply(record.Environment.Variables, start);
        var exit = await new WorkerProcess(run, start, folder.ErrorLog, settings, time, observer).RunAsync(stop);
        if (folder.ReadResult() is { } written) return written;
        if (exit.Code == WorkerExit.CannotWrite) DiskProblem = exit.Failure ?? "A worker could not write its records.";
        var interrupted = exit.Code == WorkerExit.Interrupted && !exit.TimedOut;
        if (DiskProblem is not null || interrupted || stop.IsCancellationRequested) return null;
        var last = folder.ReadAll(run.Spec).Evaluations.LastOrDefault();
        var failed = Failed(exit.Reason(settings.RunTimeout), last, exit.Step, exit.PeakMemoryBytes);
        folder.Write(failed);
        return failed;
    }

    /// <summary>The worker could not be started, or the records could not be read.</summary>
    ResultRecord CouldNotBeRun(Exception because)
    {
        var failed = Failed($"could not be run: {Reason.Message(because)}");
        try
        {
            if (!folder.HasResult) folder.Write(failed); // an unreadable result may become readable later
        }
        catch (RecordWriteException)
        {
            // The summary reports the failure.
        }
        return failed;
    }

    /// <param name="last">The last evaluation; null if there was none.</param>
    ResultRecord Failed(string reason, EventRecord? last = null, long step = 0, long peakMemoryBytes = 0) => new(
        RecordJson.FormatVersion, RunStatus.Failed, Math.Max(step, last?.Step ?? 0), reason,
        last?.Metrics ?? new Dictionary<string, double>(), last?.Seconds ?? PhaseSeconds.Zero, 0, peakMemoryBytes, 0, time.GetUtcNow(),
        Processor: null);
}
