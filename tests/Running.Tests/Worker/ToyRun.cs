using System.Security.Cryptography;
using AdaShift.Bench.Testing;
using AdaShift.Bench.Timing.Devices;
using static TorchSharp.torch;

namespace AdaShift.Bench.Running.Tests;

/// <summary>A run of a toy workload in a folder of its own, run in this process.</summary>
sealed class ToyRun : IDisposable
{
    public static PluginCatalog Catalog { get; } = PluginCatalog.Discover([typeof(ToyQuadratic).Assembly], []);

    readonly TempFolder temp = new();

    public ToyRun(string workload = "toy-quadratic", long steps = 20, IReadOnlyDictionary<string, string>? optimizers = null)
    {
        Spec = new(
            "test", "custom", workload, "the label", optimizers ?? new Dictionary<string, string> { ["model"] = "toy-momentum" },
            "toy-decay", "toy-clip[bound=0.5]", ["toy-path"], 3, new(Steps: steps, EvaluateEverySteps: 4), "cpu");
        Folder = new(temp.Path);
        Write(Spec);
    }

    public RunSpec Spec { get; }

    public RunFolder Folder { get; }

    public FakeTime Time { get; } = new();

    public List<string> Notes { get; } = [];

    public string File(string name) => temp[name];

    public RecordedRun Records => Folder.ReadAll(Spec);

    /// <summary>
    /// Evaluations and the end, without what differs between two runs of the same work: times, and how often it was resumed.
    /// </summary>
    public IReadOnlyList<string> Numbers => [.. Records.Events
        .Where(e => e.Kind is not (EventRecord.Started or EventRecord.Resumed))
        .Select(e => RecordJson.Write(e with { Seconds = PhaseSeconds.Zero, WarmUp = false }))];

    /// <summary>Each tensor of the last checkpoint, with a digest of its bytes.</summary>
    public IReadOnlyList<string> FinalTensors
    {
        get
        {
            using var scope = NewDisposeScope();
            return [.. TensorFiles.Load(NewestCheckpoint).OrderBy(t => t.Key, StringComparer.Ordinal).Select(Digest)];

            static string Digest(KeyValuePair<string, Tensor> t) =>
                $"{t.Key} {t.Value} {Convert.ToHexString(SHA256.HashData(t.Value.contiguous().bytes))}";
        }
    }

    /// <summary>Each number and word of the last checkpoint.</summary>
    public IReadOnlyList<string> FinalValues =>
        [.. Newest(checkpoint => checkpoint).Values.Select(v => $"{v.Key} {v.Value}")];

    public string NewestCheckpoint => new CheckpointFolder(Folder.Checkpoints).NewestFirst()[0];

    /// <summary>The newest checkpoint without its tensors, after a change that is saved with a valid checksum.</summary>
    public Checkpoint Newest(Func<Checkpoint, Checkpoint> change)
    {
        var (checkpoint, snapshot) = CheckpointFolder.Load(NewestCheckpoint);
        using (snapshot)
        {
            var changed = change(checkpoint);
            if (changed != checkpoint) new CheckpointFolder(Folder.Checkpoints).Save(changed, snapshot.Tensors);
            return changed;
        }
    }

    public void Write(RunSpec spec) => Folder.Write(new RunRecord(
        RecordJson.FormatVersion, spec, new(spec.Workload, null, "", Goal.AtMost("test/loss", 0), [], UsesSeed: true),
        new Dictionary<string, string?>(), [], Environments.Here, Time.GetUtcNow()));

    /// <param name="checkpointEvery">In steps: the fake clock moves one second a step.</param>
    public RunStatus? Run(
        long checkpointEvery = 1_000_000, Action<long>? atProgress = null, bool readsLossesLate = false, IGpu? gpu = null,
        CancellationToken stop = default)
    {
        var settings = new WorkerSettings("data")
        {
            CheckpointInterval = TimeSpan.FromSeconds(checkpointEvery - 1),
            ProgressInterval = TimeSpan.Zero,
            LockPatience = TimeSpan.Zero,
            ReadsLossesLate = readsLossesLate,
            Gpu = gpu,
        };
        return Worker.Run(temp.Path, Catalog, settings, Time, message => Hear(message, atProgress), stop);
    }

    public void Dispose() => temp.Dispose();

    void Hear(WorkerMessage message, Action<long>? atProgress)
    {
        if (message.Kind == WorkerMessageKind.Note) Notes.Add(message.Text!);
        if (message.Kind != WorkerMessageKind.Progress) return;
        Time.Advance(1);
        atProgress?.Invoke(message.Step);
    }
}
