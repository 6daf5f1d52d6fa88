using AdaShift.Bench.Datasets;
using AdaShift.Bench.Optim;
using AdaShift.Bench.Running;
using AdaShift.Bench.Zoo.Gans;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests.Gans;

/// <summary>The tiny critic opened, trained and looked at.</summary>
static class CriticRun
{
    public const string Released = "objective=log-sigmoid-linear,lipschitz=max-gp,rho=0.1";

    public static WganCriticTrial Open(TinyCritic workload, long seed = 0)
    {
        var run = TinyCritic.Context(seed);
        manual_seed(run.SeedFor("init"));
        return (WganCriticTrial)workload.Open(run);
    }

    public static TrainingRun OpenRun(string optimizer, string workload = "tiny-critic", long seed = 0)
    {
        var optimizers = new Dictionary<string, string> { [WganCritic.Critic] = TheoryRun.Catalog.Canonical<UpdateRule>(optimizer) };
        return TheoryRun.Open(new(
            "test", "custom", TheoryRun.Catalog.Canonical<Subject>(workload), optimizer, optimizers, null, null, [], seed, new(Steps: 20),
            "cpu"));
    }

    public static CriticLog Train(Trial trial, int steps = 1)
    {
        var log = new CriticLog();
        trial.Players[0].Attach(log.Optimizer = new(trial.Players[0]));
        using var inside = NewDisposeScope();
        for (var step = 0; step < steps; step++) trial.TrainStep(log);
        return log;
    }

    public static IReadOnlyDictionary<string, double> Evaluate(Trial trial)
    {
        using var unrecorded = no_grad();
        using var inside = NewDisposeScope();
        var evaluation = new EvaluationBuilder();
        trial.Evaluate(evaluation);
        return evaluation.Build().Metrics;
    }

    public static Snapshot Save(Trial trial)
    {
        var snapshot = new Snapshot();
        trial.Save(snapshot);
        return snapshot;
    }

    /// <summary>What the first critic step of seed 0 sees, from the streams' seeds.</summary>
    public static (PlainCritic critic, Tensor real, Tensor fake, Tensor e) FirstBatch(Snapshot start)
    {
        var run = TinyCritic.Context();
        var plan = BatchPlan.Shuffled(TinyCritic.Count, TinyCritic.Batch, run.SeedFor("batches"), dropLast: true);
        var real = Scaled(TinyCritic.Images().index_select(0, tensor(plan.Rows(0, 0).ToArray())));
        using var noise = new Generator((ulong)run.SeedFor("noise"));
        using var shares = new Generator((ulong)run.SeedFor("interpolation"));
        var z = randn([TinyCritic.Batch, 100], generator: noise);
        var fake = new PlainCritic(start, "generator").Generator(z / z.square().sum(1, keepdim: true).sqrt());
        return (new(start, "critic"), real, fake, rand([TinyCritic.Batch, 1, 1, 1], generator: shares));
    }

    public static Tensor Scaled(Tensor pixels) => (pixels.to(ScalarType.Float32) - 127.5) / 128;

    public static bool Equal(TrainingRun one, TrainingRun two, string? but = null)
    {
        using Snapshot a = new(), b = new();
        one.Save(a);
        two.Save(b);
        return a.Tensors.Keys.SequenceEqual(b.Tensors.Keys) && a.Tensors.All(t => Same(t.Value, b.GetTensor(t.Key)))
            && Values(a).SequenceEqual(Values(b));

        IEnumerable<KeyValuePair<string, string>> Values(Snapshot of) =>
            of.Values.Where(v => but is null || !v.Key.StartsWith($"{but}/", StringComparison.Ordinal));
    }

    public static double Number(Tensor scalar) => scalar.detach().to(ScalarType.Float64).item<double>();

    public static bool Same(Tensor one, Tensor two) => one.shape.SequenceEqual(two.shape) && one.eq(two).all().item<bool>();
}

/// <summary>Keeps what a training step logs.</summary>
sealed class CriticLog : StepLog
{
    public List<double> Losses { get; } = [];

    public List<double> Penalties { get; } = [];

    public CriticDescent Optimizer { get; set; } = null!;

    public override void Loss(string metric, Tensor loss) => Losses.Add(CriticRun.Number(loss));

    public override void Value(string metric, Tensor value) => Penalties.Add(CriticRun.Number(value));
}

/// <summary>Gradient descent in small steps.</summary>
sealed class CriticDescent(Player player) : IPlayerOptimizer
{
    public int Steps { get; private set; }

    public void ZeroGrad()
    {
        foreach (var (_, parameter) in player.Parameters) parameter.grad?.zero_();
    }

    public void Step()
    {
        using var unrecorded = no_grad();
        foreach (var (_, parameter) in player.Parameters) parameter.sub_(parameter.grad! * 1e-9);
        Steps++;
    }
}
