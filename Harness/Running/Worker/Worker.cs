using AdaShift.Bench.Timing;
using AdaShift.Bench.Timing.Devices;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Running;

/// <summary>Trains one run in this process, from its newest usable checkpoint if there is one.</summary>
public sealed class Worker
{
    readonly TrainingRun run;
    readonly RunRecorder recorder;
    readonly WorkerSettings settings;
    readonly TimeProvider time;
    readonly Action<WorkerMessage> tell;
    long lastCheckpoint;
    long lastProgress;
    long lastProgressStep;

    Worker(TrainingRun run, RunRecorder recorder, WorkerSettings settings, TimeProvider time, Action<WorkerMessage> tell)
    {
        (this.run, this.recorder, this.settings, this.time, this.tell) = (run, recorder, settings, time, tell);
        lastCheckpoint = lastProgress = time.GetTimestamp();
        lastProgressStep = run.Step;
    }

    /// <param name="path">The run's folder, with its run.json.</param>
    /// <param name="tell">Progress at most five times per second, every evaluation, and notes for the user.</param>
    /// <param name="stop">Asks for a checkpoint after the current step, and to return.</param>
    /// <returns>How the run ended, as result.json says; null if it was stopped, with a checkpoint to continue from.</returns>
    /// <exception cref="RecordException">The folder holds no run, or another process works in it.</exception>
    /// <exception cref="RecordWriteException">The disk is full or the folder read-only. Running again continues.</exception>
    /// <remarks>Exceptions of plug-ins pass through.</remarks>
    public static RunStatus? Run(
        string path, PluginCatalog catalog, WorkerSettings settings, TimeProvider time, Action<WorkerMessage> tell, CancellationToken stop)
    {
        var folder = new RunFolder(path);
        var record = folder.ReadRecord() ?? throw new RecordException($"'{path}' is no run: it has no readable {RunRecord.FileName}.");
        LibTorch.Prepare(record.Run.Device);
        using var held = FolderLock.Take(path, settings.LockPatience);
        set_num_threads(record.Environment.Threads);
        var clock = new PhaseClock(time);
        var context = new RunContext
        {
            Device = new Device(record.Run.Device), Seed = record.Run.Seed, DataRoot = settings.DataRoot, Clock = clock,
        };
        var resumption = new Resumption(folder, () => TrainingRun.Open(record.Run, catalog, context, settings.ReadsLossesLate));
        using var opened = resumption.Open();
        string[] notes = [.. resumption.Notes, .. OtherBuild(record.Environment)];
        var note = notes.Length == 0 ? null : string.Join("; ", notes);
        if (note is not null) tell(new(WorkerMessageKind.Note, Text: note));
        clock.Add(PhaseSeconds.Zero with { Setup = settings.AlreadySpent.TotalSeconds });
        if (resumption.From is { } from) clock.Add(from.Seconds);
        var gpu = settings.Gpu ?? (context.Device.type == DeviceType.CUDA ? NvidiaGpu.TryOpen() : null);
        using var records = new RunRecorder(folder, opened, clock, time, resumption.From, gpu);
        records.Start(note);
        return new Worker(opened, records, settings, time, tell).Train(stop);
    }

    RunStatus? Train(CancellationToken stop)
    {
        if (recorder.IsNew) Evaluate();
        while (run.Divergence is null && run.Step < run.TotalSteps && !stop.IsCancellationRequested) Advance();
        if (run.Divergence is null) recorder.Checkpoint(); // may find a loss that was not read yet
        if (run.Divergence is { } divergence)
        {
            recorder.Diverge(divergence);
            return RunStatus.Diverged;
        }
        if (run.Step < run.TotalSteps) return null;
        recorder.Finish();
        return RunStatus.Completed;
    }

    void Advance()
    {
        run.TrainStep();
        if (run.Divergence is null && (run.Step % run.EvaluationInterval == 0 || run.Step == run.TotalSteps)) Evaluate();
        if (run.Divergence is not null) return;
        long now = time.GetTimestamp();
        if (time.GetElapsedTime(lastProgress, now) >= settings.ProgressInterval) ReportProgress(now);
        if (time.GetElapsedTime(lastCheckpoint, now) < settings.CheckpointInterval || run.Step == run.TotalSteps) return;
        recorder.Checkpoint();
        lastCheckpoint = time.GetTimestamp();
    }

    void Evaluate()
    {
        if (recorder.Evaluate() is { } evaluation) tell(new(WorkerMessageKind.Evaluation, run.Step, Evaluation: evaluation));
    }

    void ReportProgress(long now)
    {
        double seconds = time.GetElapsedTime(lastProgress, now).TotalSeconds;
        tell(new(WorkerMessageKind.Progress, run.Step, run.TotalSteps, (run.Step - lastProgressStep) / seconds));
        (lastProgress, lastProgressStep) = (now, run.Step);
    }

    /// <returns>Nothing if this build began the run, as far as is known.</returns>
    static IEnumerable<string> OtherBuild(EnvironmentRecord began)
    {
        var (first, here) = (HarnessBuild.Of(began), HarnessBuild.OfThisProcess);
        if (here.DiffersFrom(first)) yield return $"run by {here}, begun by {first}";
    }
}
