using AdaShift.Bench.Timing;
using AdaShift.Bench.Timing.Devices;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Running;

/// <summary>A run's run together with its records: what happens to the one is written to the other.</summary>
sealed class RunSession : IDisposable
{
    readonly RunFolder folder;
    readonly PhaseClock clock;
    readonly TimeProvider time;
    readonly long firstStep;
    readonly int resumptions;
    readonly ProcessorMeter processor = new();
    readonly GpuMeter gpu;
    readonly ProcessorSeconds? atStart;
    readonly ProcessorSeconds earlier;
    readonly EventLog events;
    EventRecord? lastEvaluation;

    RunSession(RunFolder folder, TrainingRun run, PhaseClock clock, TimeProvider time, IGpu? gpu, CheckpointRecord? from)
    {
        (this.folder, Run, this.clock, this.time, this.gpu) = (folder, run, clock, time, new(gpu));
        firstStep = run.Step;
        resumptions = from is null ? 0 : from.Resumptions + 1;
        (atStart, earlier) = (from is { Processor: null } ? null : processor.Read(), from?.Processor ?? ProcessorSeconds.Zero);
        events = EventLog.OpenAt(folder.Path, from?.EventsLength ?? 0);
        lastEvaluation = from is null ? null
            : EventLines.Read(Path.Combine(folder.Path, EventRecord.FileName), []).LastOrDefault(e => e.Kind == EventRecord.Evaluated);
    }

    public TrainingRun Run { get; }

    /// <summary>Nothing is recorded yet: not even the evaluation before the first step.</summary>
    public bool IsNew => lastEvaluation is null;

    /// <summary>Opens the run where its newest usable checkpoint left it, else at the start.</summary>
    public static RunSession Open(
        RunFolder folder, RunRecord record, PluginCatalog catalog, WorkerSettings settings, TimeProvider time, IWorkerObserver observer)
    {
        var timer = new PhaseClock(time);
        var context = new RunContext
        {
            Device = new Device(record.Run.Device),
            Seed = record.Run.Seed,
            DataRoot = settings.DataRoot,
            Clock = timer,
        };
        var (run, from, note) =
            new Resumption(folder, () => TrainingRun.Open(record.Run, catalog, context, settings.ReadsLossesLate)).Open();
        note = Join(note, OtherBuild(record.Environment));
        if (note is not null) observer.Note(note);
        timer.Add(PhaseSeconds.Zero with { Setup = settings.AlreadySpent.TotalSeconds });
        if (from is not null) timer.Add(from.Seconds);
        var session = new RunSession(
            folder, run, timer, time, settings.Gpu ?? (run.Device.type == DeviceType.CUDA ? NvidiaGpu.TryOpen() : null), from);
        session.Append(from is null ? EventRecord.Started : EventRecord.Resumed, note: note);
        timer.Begin();
        return session;
    }

    /// <summary>Evaluates and records it.</summary>
    /// <returns>Where the run stopped being finite, in which case nothing was evaluated.</returns>
    public Divergence? Evaluate(IWorkerObserver observer)
    {
        Evaluation evaluation;
        Synchronize();
        using (clock.Enter(Phase.Evaluation))
        {
            if (Run.CheckFinite() is { } divergence) return divergence;
            evaluation = Run.Evaluate();
            Synchronize();
        }
        using (clock.Enter(Phase.Bookkeeping))
        {
            folder.Write(Run.Step, evaluation.Artefacts);
            lastEvaluation = Append(EventRecord.Evaluated, evaluation);
            processor.Read(); // threads that end before the next time are counted up to now
            gpu.Read();
            observer.Evaluated(lastEvaluation);
        }
        return null;
    }

    /// <summary>Saves the run, unless a loss was not finite: what goes on from there would not know it.</summary>
    /// <returns>Where it stopped being finite, in which case nothing was saved.</returns>
    /// <remarks>The parameters are left to the evaluations: checkpoints come by the clock, and the step of a divergence must not.</remarks>
    public Divergence? Checkpoint()
    {
        Synchronize();
        using (clock.Enter(Phase.Bookkeeping))
        {
            if (Run.ReadLosses() is { } divergence) return divergence;
            using var scope = NewDisposeScope();
            using var snapshot = new Snapshot();
            Run.Save(snapshot);
            new CheckpointFolder(folder.Checkpoints).Save(snapshot, new(
                RecordJson.FormatVersion, Run.Step, "", snapshot.Values, events.Length, clock.Seconds, resumptions, Processor()));
        }
        return null;
    }

    public void Finish()
    {
        Checkpoint(); // the last evaluation found it finite
        Append(EventRecord.Finished, note: $"optimizer steps: {Run.StepPaths}");
        WriteResult(RunStatus.Completed, Run.Step, null);
    }

    public void Diverge(Divergence divergence)
    {
        Append(EventRecord.Diverged, step: divergence.Step, note: divergence.Reason);
        WriteResult(RunStatus.Diverged, divergence.Step, divergence.Reason);
    }

    public void Dispose()
    {
        events.Dispose();
        Run.Dispose();
    }

    void WriteResult(RunStatus status, long steps, string? reason) => folder.Write(new ResultRecord(
        RecordJson.FormatVersion, status, steps, reason, lastEvaluation?.Metrics ?? new Dictionary<string, double>(), clock.Seconds,
        Run.ParameterCount, PeakMemory.OfThisProcess(), resumptions, time.GetUtcNow(), Processor(), gpu.Read()));

    /// <summary>Of all pieces; null when one of them did not count: the sum would be of other seconds than the clock's.</summary>
    ProcessorSeconds? Processor() => atStart is not null && processor.Read() is { } now ? earlier + (now - atStart) : null;

    EventRecord Append(string kind, Evaluation? evaluation = null, long? step = null, string? note = null)
    {
        bool warm = WarmUp.IsOver(Run.Step - firstStep, clock.Piece.Algorithm);
        var record = new EventRecord(
            kind, step ?? Run.Step, Run.Epoch, evaluation?.Metrics ?? new Dictionary<string, double>(), clock.Seconds, !warm,
            evaluation is { Artefacts.Count: > 0 } ? [.. evaluation.Artefacts.Select(a => a.Name)] : null, note);
        events.Append(record);
        return record;
    }

    /// <returns>Null when the build that began the run is this one, as far as is known.</returns>
    static string? OtherBuild(EnvironmentRecord began)
    {
        var (first, here) = (HarnessBuild.Of(began), HarnessBuild.OfThisProcess);
        return here.DiffersFrom(first) ? $"run by {here}, begun by {first}" : null;
    }

    static string? Join(string? one, string? other) => one is null || other is null ? one ?? other : $"{one}; {other}";

    /// <summary>A GPU works behind the program's back: its time belongs to the phase that asked for it.</summary>
    void Synchronize()
    {
        if (Run.Device.type == DeviceType.CUDA) cuda.synchronize(Run.Device);
    }
}
