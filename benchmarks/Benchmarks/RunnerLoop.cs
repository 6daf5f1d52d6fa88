using AdaShift.Bench.Records;
using AdaShift.Bench.Optim;
using AdaShift.Bench.Running;
using AdaShift.Bench.Zoo.Models;
using static TorchSharp.torch;
using Adam = AdaShift.Bench.Zoo.Adam;

namespace AdaShift.Bench.Benchmarks;

/// <summary>A run as a worker runs it, against the loop one would write by hand, on the same model in one process.</summary>
/// <remarks>
/// The runner cannot be paused from outside, so the bare loop runs inside the runner's training step: at the end of each block the workload
/// stops the runner's watch, runs a block of the bare loop, and starts the watch again. A model's place in memory is worth several percent,
/// so each of the two models is created first once, and the two ratios are averaged.
/// </remarks>
static class RunnerLoop
{
    public const int BlockSteps = 100;
    const int WarmUpBlocks = 10;

    public static Comparison Compare(int blocks, int threads)
    {
        set_num_threads(threads);
        var (after, before) = (Measure(blocks, threads, bareFirst: false), Measure(blocks, threads, bareFirst: true));
        var ratios = after.Ratios.Zip(before.Ratios, (one, other) => Math.Sqrt(one * other));
        return new(ratios, after.Runner.Concat(before.Runner), after.Bare.Concat(before.Bare));
    }

    static (double[] Ratios, double[] Runner, double[] Bare) Measure(int blocks, int threads, bool bareFirst)
    {
        var folder = Directory.CreateTempSubdirectory("adashift-loop-");
        try
        {
            var watch = Run(folder.FullName, (blocks + WarmUpBlocks) * BlockSteps, threads, bareFirst);
            double[] runner = [.. watch.Runner.Skip(WarmUpBlocks)], bare = [.. watch.Bare.Skip(WarmUpBlocks)];
            // Each bare block is compared with the mean of the two runner blocks around it, so that drift affects both alike.
            var around = runner.Zip(runner.Skip(1), (before, after) => (before + after) / 2);
            return ([.. around.Zip(bare, (r, b) => r / b)], runner, bare);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static Watch Run(string folder, long steps, int threads, bool bareFirst)
    {
        var catalog = PluginCatalog.Discover([typeof(RunnerLoop).Assembly, typeof(Adam).Assembly], []);
        var workload = catalog.Canonical<Workload>(bareFirst ? "benchmark-mlp[bare-first=true]" : "benchmark-mlp");
        var optimizers = new Dictionary<string, string> { [Player.DefaultName] = catalog.Canonical<UpdateRule>("adam") };
        var spec = new RunSpec("benchmark", "custom", workload, "Adam", optimizers, null, null, [], Seed: 1,
            new RunLength(Steps: steps, EvaluateEverySteps: steps), "cpu");
        var facts = new WorkloadFacts("benchmark-mlp", null, "", new BenchmarkMlp().Goal, new BenchmarkMlp().Metrics, UsesSeed: true);
        var environment = new EnvironmentRecord(
            "", null, "", "", "", "", threads, threads, "", "cpu", "", "", 0, new Dictionary<string, string>());
        new RunFolder(folder).Write(new RunRecord(
            RecordJson.FormatVersion, spec, facts, new Dictionary<string, string?>(), [], environment,
            TimeProvider.System.GetUtcNow()));
        Worker.Run(folder, catalog, new WorkerSettings(folder), TimeProvider.System, _ => { }, CancellationToken.None);
        return BenchmarkMlp.LastWatch ?? throw new InvalidOperationException("The runner opened no benchmark workload.");
    }
}

/// <summary>Nanoseconds per step, block by block.</summary>
sealed class Watch
{
    long started = TimeProvider.System.GetTimestamp();

    public List<double> Runner { get; } = [];

    public List<double> Bare { get; } = [];

    /// <summary>Ends a block of the runner, runs one of the bare loop, and begins the runner's next.</summary>
    public void Switch(Action bareStep)
    {
        Runner.Add(Lap());
        for (var i = 0; i < RunnerLoop.BlockSteps; i++) bareStep();
        Bare.Add(Lap());
    }

    double Lap()
    {
        var now = TimeProvider.System.GetTimestamp();
        var lap = TimeProvider.System.GetElapsedTime(started, now).TotalNanoseconds / RunnerLoop.BlockSteps;
        started = now;
        return lap;
    }
}

/// <summary>A 784-256-256-10 perceptron on one batch of 64 random images.</summary>
/// <param name="bareFirst">Whether the bare loop's model is created before the runner's.</param>
[Workload("benchmark-mlp")]
public sealed class BenchmarkMlp(bool bareFirst = false) : Workload
{
    public override Goal Goal => Goal.AtMost("batch/loss", 0);

    public override IReadOnlyList<Metric> Metrics => [new("batch/loss", "nats per example", Better.Lower)];

    internal static Watch? LastWatch { get; private set; }

    public override Trial Open(RunContext run)
    {
        LastWatch = new();
        return new BenchmarkTrial(run, LastWatch, bareFirst);
    }
}

sealed class BenchmarkTrial : Trial
{
    readonly Mlp model;
    readonly Tensor images = rand(64, 784);
    readonly Tensor labels = randint(10, 64, dtype: int64);
    readonly Watch watch;
    readonly Action bareStep;
    int step;

    public BenchmarkTrial(RunContext run, Watch watch, bool bareFirst)
        : base(run)
    {
        this.watch = watch;
        var (first, second) = (NewModel(), NewModel());
        model = AddPlayer(Player.DefaultName, bareFirst ? second : first);
        bareStep = BareLoop(bareFirst ? first : second, images, labels);
    }

    public override Tensor Loss() => nn.functional.cross_entropy(model.call(images), labels);

    public override void TrainStep(StepLog log)
    {
        if (step++ % RunnerLoop.BlockSteps == 0 && step > 1) watch.Switch(bareStep);
        base.TrainStep(log);
    }

    public override void Evaluate(EvaluationBuilder evaluation) { }

    static Mlp NewModel() => new([784, 256, 256, 10], Activation.Relu);

    /// <summary>
    /// A loop in plain TorchSharp, with the runner's optimizer, as only the loop is measured. The loss is read at each step, as training
    /// scripts do to notice divergence.
    /// </summary>
    static Action BareLoop(Mlp model, Tensor images, Tensor labels)
    {
        var optimizer = new Adam().For(model.named_parameters());
        var sum = 0.0;
        return () =>
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(model.call(images), labels);
            loss.backward();
            optimizer.step();
            sum += loss.item<float>();
        };
    }
}
