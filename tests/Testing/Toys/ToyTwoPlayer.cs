using AdaShift.Bench.Records;
using AdaShift.Bench.Optim;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Testing;

/// <summary>A generator of one number against a critic with a gradient penalty: two optimizers, its own step, double backward.</summary>
[Workload("toy-two-player", Source = "Test")]
public sealed class ToyTwoPlayer([Interval("[1, 10]")] int criticSteps = 2) : Workload
{
    public override Goal Goal => Goal.AtMost("test/distance", 0.1);

    public override IReadOnlyList<Metric> Metrics => [new("test/distance", "", Better.Lower)];

    public override IReadOnlyList<string> Players => ["generator", "critic"];

    public override Trial Open(RunContext run) => new GameTrial(run, criticSteps);

    sealed class GameTrial : Trial
    {
        const int Batch = 8;
        readonly Sequential generator;
        readonly Sequential critic;
        readonly Generator noise;
        readonly int criticSteps;

        public GameTrial(RunContext run, int criticSteps)
            : base(run)
        {
            this.criticSteps = criticSteps;
            generator = AddPlayer("generator", Sequential(("map", Linear(2, 1))));
            critic = AddPlayer("critic", Sequential(("in", Linear(1, 8)), ("bend", Tanh()), ("out", Linear(8, 1))));
            noise = Keep("noise", new Generator((ulong)run.SeedFor("noise")));
        }

        public override void TrainStep(StepLog log)
        {
            for (int i = 0; i < criticSteps; i++) StepCritic(log);
            Players[0].ZeroGrad();
            var loss = -critic.call(Fake()).mean();
            loss.backward();
            log.Loss("batch/generator-loss", loss);
            Players[0].Step();
        }

        public override void Evaluate(EvaluationBuilder evaluation) =>
            evaluation.Add("test/distance", Math.Abs(generator.call(zeros(1, 2)).item<float>() - 3));

        void StepCritic(StepLog log)
        {
            Players[1].ZeroGrad();
            var (real, fake) = (Noise(Batch, 1) * 0.1 + 3, Fake().detach());
            var loss = critic.call(fake).mean() - critic.call(real).mean() + Penalty((real + fake) / 2);
            loss.backward();
            log.Loss("batch/critic-loss", loss);
            Players[1].Step();
        }

        /// <summary>(‖∇D(x)‖ − 1)², whose gradient needs the gradient's graph.</summary>
        Tensor Penalty(Tensor middle)
        {
            var x = middle.detach().requires_grad_();
            var slope = autograd.grad([critic.call(x).sum()], [x], create_graph: true, retain_graph: true)[0];
            return (slope.norm(1) - 1).square().mean();
        }

        Tensor Fake() => generator.call(Noise(Batch, 2));

        Tensor Noise(long rows, long columns) => randn(rows, columns, generator: noise);
    }
}
