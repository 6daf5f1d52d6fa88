using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Conformance.Checks;

/// <summary>A trial with optimizers, run in the simplest way that keeps the runner's promises: no clock, no files.</summary>
sealed class TrialRun : StepLogOf, IPhaseClock, IDisposable
{
    readonly List<Trainer> trainers = [];

    public TrialRun(Workload workload, UpdateRule rule, string dataRoot, long seed = 0)
    {
        manual_seed(RunContext.DeriveSeed(seed, "init"));
        Trial = workload.Open(new RunContext { Device = CPU, Seed = seed, DataRoot = dataRoot, Clock = this });
        foreach (var player in Trial.Players)
        {
            var trainer = new Trainer(rule.For(player.Parameters));
            trainers.Add(trainer);
            player.Attach(trainer);
        }

        manual_seed(RunContext.DeriveSeed(seed, "train"));
    }

    public Trial Trial { get; }

    public double[] Theta => [.. Trial.Players.SelectMany(p => p.Parameters).SelectMany(p => TinyModel.Values(p.parameter))];

    public void Train(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            Trial.TrainStep(this);
        }
    }

    public Evaluation Evaluate(bool isFinal = false)
    {
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        using var generator = get_rng_state();
        var builder = new EvaluationBuilder { IsFinal = isFinal };
        Trial.Evaluate(builder);
        foreach (var player in Trial.Players) player.Module.train();
        set_rng_state(generator);
        return builder.Build();
    }

    public Snapshot Save()
    {
        using var scope = NewDisposeScope();
        var snapshot = new Snapshot();
        Trial.Save(snapshot.Under("trial"));
        foreach (var (i, trainer) in trainers.Index()) trainer.Optimizer.Save(snapshot.Under($"optimizer{i}"));
        snapshot.Put("generator", get_rng_state());
        return snapshot;
    }

    public void Load(Snapshot from)
    {
        Trial.Load(from.Under("trial"));
        foreach (var (i, trainer) in trainers.Index()) trainer.Optimizer.Load(from.Under($"optimizer{i}"));
        set_rng_state(from.GetTensor("generator"));
    }

    PhaseScope IPhaseClock.Enter(Phase phase) => new(this);

    PhaseScope IPhaseClock.EnterPart(string name) => new(this);

    void IPhaseClock.Leave() { }

    public void Dispose()
    {
        foreach (var trainer in trainers) trainer.Optimizer.Dispose();
        Trial.Dispose();
    }

    sealed class Trainer(RuleOptimizer optimizer) : IPlayerOptimizer
    {
        public RuleOptimizer Optimizer => optimizer;

        public void ZeroGrad() => optimizer.zero_grad();

        public void Step() => optimizer.step();
    }
}

/// <summary>Keeps the losses that a training step logs.</summary>
abstract class StepLogOf : StepLog
{
    public List<double> Losses { get; } = [];

    public override void Loss(string metric, Tensor loss)
    {
        using var value = loss.detach().to(ScalarType.Float64);
        Losses.Add(value.item<double>());
    }

    public override void Value(string metric, Tensor value) { }
}
