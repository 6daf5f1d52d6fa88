using System.Diagnostics;
using AdaShift.Bench.Timing;
using AdaShift.Bench.Timing.Devices;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Running;

/// <summary>Writes the records of a run while it trains: events, artefacts, checkpoints and the result.</summary>
sealed class RunRecorder : IDisposable
{
    readonly RunFolder folder;
    readonly TrainingRun run;
    readonly PhaseClock clock;
    readonly TimeProvider time;
    readonly Checkpoint? from;
    readonly long firstStep;
    readonly int resumptions;
    readonly ProcessorMeter processor = new();
    readonly IGpu? gpu;
    readonly ProcessorSeconds? processorBefore;
    readonly EventLog events;
    long? gpuPeak;
    EventRecord? lastEvaluation;

    /// <param name="from">The checkpoint that the run continues from; null for the start.</param>
    /// <param name="gpu">The GPU that the run trains on; null for none.</param>
    public RunRecorder(RunFolder folder, TrainingRun run, PhaseClock clock, TimeProvider time, Checkpoint? from, IGpu? gpu)
    {
        (this.folder, this.run, this.clock, this.time, this.from, this.gpu) = (folder, run, clock, time, from, gpu);
        firstStep = run.Step;
        resumptions = from is null ? 0 : from.Resumptions + 1;
        processorBefore = (from is null ? default(ProcessorSeconds) : from.Processor) - processor.Read();
        events = new EventLog(folder, from?.EventsLength ?? 0);
        lastEvaluation = from is null ? null : EventLog.Read(folder.Events, []).LastOrDefault(e => e.Kind == EventRecord.Evaluated);
    }

    /// <summary>No evaluation is recorded yet, not even the one before the first step.</summary>
    public bool IsNew => lastEvaluation is null;

    /// <summary>Records the start or the resumption, and ends the set-up.</summary>
    public void Start(string? note)
    {
        Append(from is null ? EventRecord.Started : EventRecord.Resumed, note: note);
        clock.Begin();
    }

    /// <returns>What was recorded; null if the run has diverged and nothing was.</returns>
    public EventRecord? Evaluate()
    {
        Evaluation evaluation;
        Synchronize();
        using (clock.Enter(Phase.Evaluation))
        {
            if (!run.IsFinite()) return null;
            evaluation = run.Evaluate();
            Synchronize();
        }
        using (clock.Enter(Phase.Bookkeeping))
        {
            folder.Write(run.Step, evaluation.Artefacts);
            lastEvaluation = Append(EventRecord.Evaluated, evaluation);
            ReadGpu();
            processor.Read(); // counts threads that end before the next reading
            return lastEvaluation;
        }
    }

    /// <summary>Saves the run unless it has diverged, because a resumed run would not know.</summary>
    /// <remarks>
    /// Only what training steps reported is checked. Checkpoints depend on the clock, so the step of a divergence found here by a look at
    /// the parameters would too.
    /// </remarks>
    public void Checkpoint()
    {
        Synchronize();
        using var phase = clock.Enter(Phase.Bookkeeping);
        if (!run.StepsAreFinite()) return;
        using var scope = NewDisposeScope();
        using var snapshot = new Snapshot();
        run.Save(snapshot);
        new CheckpointFolder(folder.Checkpoints).Save(
            new(run.Step, snapshot.Values, events.Length, clock.Seconds, resumptions, Processor), snapshot.Tensors);
    }

    public void Finish()
    {
        Append(EventRecord.Finished, note: run.StepPaths is { Length: > 0 } paths ? $"optimizer steps: {paths}" : null);
        WriteResult(RunStatus.Completed, run.Step, null);
    }

    public void Diverge(Divergence divergence)
    {
        Append(EventRecord.Diverged, step: divergence.Step, note: divergence.Reason);
        WriteResult(RunStatus.Diverged, divergence.Step, divergence.Reason);
    }

    public void Dispose() => events.Dispose();

    void WriteResult(RunStatus status, long steps, string? reason) => folder.Write(new ResultRecord(
        RecordJson.FormatVersion, status, steps, reason, lastEvaluation?.Metrics ?? new Dictionary<string, double>(), clock.Seconds,
        run.ParameterCount, Process.GetCurrentProcess().PeakWorkingSet64, resumptions, time.GetUtcNow(), Processor, ReadGpu()));

    /// <summary>Over all pieces of the run; null if one was not counted, because the sum would not cover the clock's seconds.</summary>
    ProcessorSeconds? Processor => processorBefore + processor.Read();

    /// <remarks>libtorch keeps the memory it has taken, so occasional readings come close to the peak.</remarks>
    /// <returns>Null without a GPU.</returns>
    GpuUse? ReadGpu()
    {
        if (gpu?.Read() is not { } now) return null;
        if (now.UsedBytes is { } used) gpuPeak = Math.Max(used, gpuPeak ?? 0);
        return new(gpuPeak, now.Reasons?.ToString());
    }

    EventRecord Append(string kind, Evaluation? evaluation = null, long? step = null, string? note = null)
    {
        var at = step ?? run.Step;
        bool warm = WarmUp.IsOver(run.Step - firstStep, clock.Piece.Algorithm);
        var record = new EventRecord(
            kind, at, run.EpochAt(at), evaluation?.Metrics ?? new Dictionary<string, double>(), clock.Seconds, !warm,
            evaluation is { Artefacts.Count: > 0 } ? [.. evaluation.Artefacts.Select(a => a.Name)] : null, note);
        events.Append(record);
        return record;
    }

    /// <summary>Waits for the GPU, so that its time counts to the right phase.</summary>
    void Synchronize()
    {
        if (run.Device.type == DeviceType.CUDA) cuda.synchronize(run.Device);
    }
}
