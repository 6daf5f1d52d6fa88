
namespace AdaShift.Bench.Reporting.Tests;

/// <summary>Records built in code, with every number chosen: what a small experiment would have left on disk.</summary>
sealed class SyntheticRuns
{
    public static readonly Metric TrainLoss =
        new("train/loss", "nats per example", Better.Lower, "Mean cross-entropy over the first 10,000 training images");
    public static readonly Metric TestAccuracy =
        new("test/accuracy", "fraction", Better.Higher, "Share of the 10,000 test images classified correctly");

    readonly SortedDictionary<string, RunSpec> specs = new(StringComparer.Ordinal);
    readonly Dictionary<string, (RunRecord? record, List<EventRecord> events, ResultRecord? result)> runs = [];
    readonly List<string> labels = [];

    public string Name { get; init; } = "toy-mlp";
    public string Title { get; init; } = "Multilayer perceptron on toy digits";
    public string Profile { get; init; } = "standard";
    public bool UsesSeed { get; init; } = true;
    /// <summary>Of the runs to come.</summary>
    public string Workload { get; set; } = "toy-mlp[width=32]";
    public string Description { get; init; } = "toy digits, 1,000 training and 200 test images, MLP 784-32-10, batch 10";
    public RunLength Length { get; init; } = new(Epochs: 4);
    public Goal Goal { get; init; } = Goal.AtLeast("test/accuracy", 0.9);
    public List<Claim> Claims { get; } = [];
    public List<string> Charts { get; } = ["train/loss", "test/accuracy"];
    /// <summary>Metrics that every evaluation has, beside those of the workload.</summary>
    public Dictionary<string, double> Extra { get; } = [];
    /// <summary>The last epoch whose evaluation still counts as warm-up.</summary>
    public int WarmUpEpochs { get; init; }
    /// <summary>How many times as long as usual the runs to come take.</summary>
    public double Pace { get; set; } = 1;
    /// <summary>Shares of the training time that the parts of a step take.</summary>
    public Dictionary<string, double> Parts { get; } = [];
    public string? Notes { get; init; }
    public RunLength? PaperLength { get; init; }
    public string Command { get; init; } = "adashift-bench run toy-mlp --profile standard";

    /// <summary>Plans a run and lets it run to the end.</summary>
    /// <param name="losses">train/loss at epoch 0, 1, 2, …; 100 steps an epoch. test/accuracy is 1 − loss / 3, not below 0.1.</param>
    public SyntheticRuns Ran(string label, string optimizer, long seed, params double[] losses)
    {
        var name = Plan(label, optimizer, seed);
        runs[name] = (Record(specs[name]), Events(losses), Result(RunStatus.Completed, losses, null));
        return this;
    }

    /// <summary>As <see cref="Ran"/>, on a machine that had other work too.</summary>
    public SyntheticRuns Shared(string label, string optimizer, long seed, ProcessorSeconds processor, params double[] losses)
    {
        Ran(label, optimizer, seed, losses);
        return Got(processor);
    }

    /// <summary>What the last one got of the processor.</summary>
    public SyntheticRuns Got(ProcessorSeconds processor)
    {
        var (name, (record, events, result)) = runs.Last();
        runs[name] = (record, events, result! with { Processor = processor });
        return this;
    }

    /// <summary>Evaluated at these losses, then a step was not finite.</summary>
    public SyntheticRuns Diverged(string label, string optimizer, long seed, long step, params double[] losses)
    {
        var name = Plan(label, optimizer, seed);
        var events = Events(losses);
        events.Add(new(EventRecord.Diverged, step, null, new Dictionary<string, double>(), events[^1].Seconds));
        runs[name] = (Record(specs[name]), events, Result(RunStatus.Diverged, losses, "batch/loss is NaN") with { Steps = step });
        return this;
    }

    /// <param name="losses">What it was evaluated at before; none by default.</param>
    public SyntheticRuns Failed(string label, string optimizer, long seed, string reason, params double[] losses)
    {
        var name = Plan(label, optimizer, seed);
        runs[name] = (Record(specs[name]), Events(losses), Result(RunStatus.Failed, [3], reason) with { Steps = 0 });
        return this;
    }

    public SyntheticRuns Unfinished(string label, string optimizer, long seed, params double[] losses)
    {
        var name = Plan(label, optimizer, seed);
        runs[name] = (Record(specs[name]), Events(losses), null);
        return this;
    }

    public SyntheticRuns Missing(string label, string optimizer, long seed)
    {
        Plan(label, optimizer, seed);
        return this;
    }

    public SyntheticRuns Claim(string says, string metric, string holds, string at = "end", double? margin = null)
    {
        Claims.Add(new(says, metric, holds, at, margin));
        return this;
    }

    /// <summary>Writes the records as the runner would.</summary>
    /// <returns>The folder.</returns>
    public string WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        var experiment = new ExperimentRecord(
            RecordJson.FormatVersion, Name, Title, "Nobody et al. 2020, Figure 1", Profile, labels, specs, Claims, Charts, Command, Notes,
            PaperLength);
        File.WriteAllText(Path.Combine(folder, ExperimentRecord.FileName), RecordJson.Write(experiment));
        foreach (var (name, (record, events, result)) in runs)
        {
            var run = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            if (record is not null) File.WriteAllText(Path.Combine(run, RunRecord.FileName), RecordJson.Write(record));
            File.WriteAllText(Path.Combine(run, EventRecord.FileName), string.Concat(events.Select(e => RecordJson.Write(e) + "\n")));
            if (result is not null) File.WriteAllText(Path.Combine(run, ResultRecord.FileName), RecordJson.Write(result));
        }
        return folder;
    }

    string Plan(string label, string optimizer, long seed)
    {
        if (!labels.Contains(label)) labels.Add(label);
        var name = $"run-{specs.Count:D3}";
        var optimizers = new Dictionary<string, string> { ["model"] = optimizer };
        specs.Add(name, new(Name, Profile, Workload, label, optimizers, null, null, [], seed, Length, "cpu"));
        return name;
    }

    RunRecord Record(RunSpec spec) => new(
        RecordJson.FormatVersion, spec, new("toy-mlp", null, Description, Goal, [TrainLoss, TestAccuracy], UsesSeed),
        new Dictionary<string, string?>(), [],
        new("AdaShift.Bench 0.1.0", "0123456", "TorchSharp 0.107.0", "2.10.0", "mkl", "OpenMP", 1, 2, "Toy CPU", "cpu", "Toy OS",
            ".NET 10.0", 8L << 30, new Dictionary<string, string> { ["OMP_NUM_THREADS"] = "1" }),
        DateTimeOffset.UnixEpoch);

    List<EventRecord> Events(double[] losses) => [.. losses.Select((loss, epoch) => new EventRecord(
        EventRecord.Evaluated, 100 * epoch, epoch, Metrics(loss), Seconds(epoch), WarmUp: epoch <= WarmUpEpochs))];

    Dictionary<string, double> Metrics(double loss) => new(Extra)
    {
        ["train/loss"] = loss, ["test/accuracy"] = Math.Max(0.1, 1 - loss / 3), ["batch/loss"] = loss * 1.1,
    };

    PhaseSeconds Seconds(int epoch) =>
        new(0.2 * Pace * epoch, 0.05 * Pace * epoch, 0.01 * Pace * epoch, 0.03 * Pace * (epoch + 1), 0.002 * Pace * epoch, 0.5,
            Parts.Count == 0 ? null : Parts.ToDictionary(part => part.Key, part => part.Value * 0.2 * Pace * epoch));

    ResultRecord Result(RunStatus status, double[] losses, string? reason) => new(
        RecordJson.FormatVersion, status, 100 * (losses.Length - 1), reason, Metrics(losses[^1]), Seconds(losses.Length - 1),
        25_450, 180L << 20, 0,
        DateTimeOffset.UnixEpoch, Processor: null);
}
