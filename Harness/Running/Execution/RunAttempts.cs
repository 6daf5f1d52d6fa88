namespace AdaShift.Bench.Running;

/// <summary>Runs one run in a worker and sees to it that its folder says how it ended.</summary>
sealed class RunAttempts(
    string runFolder, RunDescription description, WorkerCommand command, SchedulerSettings settings, TimeProvider time,
    IRunObserver observer, Outcomes outcomes)
{
    public async Task RunAsync(PlannedRun run, CancellationToken stop)
    {
        if (stop.IsCancellationRequested || outcomes.Stopped)
        {
            outcomes.Add(run, null);
            return;
        }
        ResultRecord? result = null;
        observer.Started(run);
        try
        {
            result = await AttemptAsync(run, stop);
        }
        catch (RecordWriteException e) when (e.IsOfTheDisk)
        {
            outcomes.Stop(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            result = CouldNotBeRun(run, e);
        }
        outcomes.Add(run, result);
        observer.Finished(run, result);
    }

    /// <returns>Null when it was interrupted.</returns>
    async Task<ResultRecord?> AttemptAsync(PlannedRun run, CancellationToken stop)
    {
        var folder = new RunFolder(Path.Combine(runFolder, run.Name));
        var record = Prepare(folder, run.Spec);
        var start = command(folder.Path);
        WorkerEnvironment.Apply(record.Environment.Variables, start);
        var exit = await new WorkerProcess(start, folder, settings, time, new Hearing(run, observer).Hear).RunAsync(stop);
        if (exit.ListeningFault is { } fault) observer.Note(run, $"not all that its worker said was heard: {Reason.Message(fault)}");
        if (folder.ReadResult() is { } written) return written;
        if (exit.Code == WorkerExitCode.CannotWrite) outcomes.Stop(exit.Failure ?? "A worker could not write its records.");
        var interrupted = !exit.TimedOut && exit.Code is WorkerExitCode.Interrupted;
        if (exit.Code is WorkerExitCode.CannotWrite || interrupted || stop.IsCancellationRequested) return null;
        var last = RecordedRun.Read(folder.Path, run.Spec).Evaluations.LastOrDefault();
        var failed = Failed(exit.Reason(settings.RunTimeout), last, exit.Step, exit.PeakMemoryBytes);
        folder.Write(failed);
        return failed;
    }

    /// <summary>
    /// A run with a checkpoint to go on from keeps its run.json, and with it its threads; any other begins anew, on this build and this
    /// machine. A failed result makes room for the next.
    /// </summary>
    RunRecord Prepare(RunFolder folder, RunSpec spec)
    {
        RecordWriteException.Guard(folder.Path, () => Directory.CreateDirectory(folder.Path));
        var begun = folder.IsOf(spec);
        folder.SetResultAside();
        if (begun && new CheckpointFolder(folder.Checkpoints).NewestFirst().Count > 0) return folder.ReadRecord();
        if (!begun) folder.SetRecordAside();
        var record = description.Of(spec);
        folder.Write(record);
        return record;
    }

    /// <summary>For what kept its worker from starting, or its records from being read: the other runs go on.</summary>
    ResultRecord CouldNotBeRun(PlannedRun run, Exception because)
    {
        var failed = Failed($"could not be run: {Reason.Message(because)}");
        var folder = new RunFolder(Path.Combine(runFolder, run.Name));
        try
        {
            if (!folder.HasResult) folder.Write(failed); // one that cannot be read now may be a good one
        }
        catch (RecordWriteException)
        {
            // The summary says it.
        }
        return failed;
    }

    /// <param name="last">The last evaluation; null when there was none.</param>
    ResultRecord Failed(string reason, EventRecord? last = null, long step = 0, long peakMemoryBytes = 0) => new(
        RecordJson.FormatVersion, RunStatus.Failed, Math.Max(step, last?.Step ?? 0), reason,
        last?.Metrics ?? new Dictionary<string, double>(), last?.Seconds ?? PhaseSeconds.Zero, 0, peakMemoryBytes, 0, time.GetUtcNow());

    /// <summary>From a worker's messages to the observer's words.</summary>
    sealed class Hearing(PlannedRun run, IRunObserver observer)
    {
        TrainingProgress last = new(0, 0, 0, null);

        public void Hear(WorkerMessage message)
        {
            switch (message.Kind)
            {
                case WorkerMessageKind.Progress:
                    Tell(last with { Step = message.Step, TotalSteps = message.TotalSteps, StepsPerSecond = message.StepsPerSecond });
                    break;
                case WorkerMessageKind.Evaluation:
                    Tell(last with { Step = message.Step, Metrics = message.Evaluation?.Metrics });
                    break;
                case WorkerMessageKind.Note:
                    observer.Note(run, message.Text ?? "");
                    break;
                case WorkerMessageKind.Failed:
                    break; // The result says it.
            }
        }

        void Tell(TrainingProgress progress) => observer.Progress(run, last = progress);
    }
}
