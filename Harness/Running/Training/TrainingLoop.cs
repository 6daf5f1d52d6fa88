namespace AdaShift.Bench.Running;

/// <summary>Steps to the end, evaluates at fixed steps, and writes checkpoints now and then.</summary>
sealed class TrainingLoop(RunSession session, WorkerSettings settings, TimeProvider time, IWorkerObserver observer)
{
    readonly TrainingRun run = session.Run;
    readonly long checkpointTicks = Ticks(settings.CheckpointInterval, time);
    readonly long progressTicks = Ticks(settings.ProgressInterval, time);
    long lastCheckpoint = time.GetTimestamp();
    long lastProgress = time.GetTimestamp();
    long lastProgressStep = session.Run.Step;

    public RunEnd Run(CancellationToken stop)
    {
        if (session.IsNew && session.Evaluate(observer) is { } atStart) return Diverge(atStart);
        while (run.Step < run.TotalSteps)
        {
            if (stop.IsCancellationRequested) return session.Checkpoint() is { } late ? Diverge(late) : RunEnd.Interrupted;
            if (Advance() is { } divergence) return Diverge(divergence);
        }
        session.Finish();
        return RunEnd.Completed;
    }

    Divergence? Advance()
    {
        run.TrainStep();
        if (run.Divergence is { } divergence) return divergence;
        bool evaluates = run.Step % run.EvaluationInterval == 0 || run.Step == run.TotalSteps;
        if (evaluates && session.Evaluate(observer) is { } found) return found;
        long now = time.GetTimestamp();
        if (now - lastProgress >= progressTicks) ReportProgress(now);
        if (now - lastCheckpoint >= checkpointTicks && run.Step < run.TotalSteps)
        {
            if (session.Checkpoint() is { } late) return late;
            lastCheckpoint = time.GetTimestamp();
        }
        return null;
    }

    void ReportProgress(long now)
    {
        double seconds = time.GetElapsedTime(lastProgress, now).TotalSeconds;
        observer.Progress(run.Step, run.TotalSteps, (run.Step - lastProgressStep) / seconds);
        (lastProgress, lastProgressStep) = (now, run.Step);
    }

    RunEnd Diverge(Divergence divergence)
    {
        session.Diverge(divergence);
        return RunEnd.Diverged;
    }

    static long Ticks(TimeSpan span, TimeProvider time) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
