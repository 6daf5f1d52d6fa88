using AdaShift.Bench.Records;
using AdaShift.Bench.Optim;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Testing;

/// <summary>A noisy quadratic: ½‖θ − 1 + ξ‖², with ξ from torch's global generator, in training mode only.</summary>
/// <param name="pause">Milliseconds that every step takes, for tests that must meet a worker at work.</param>
[Workload("toy-quadratic", Source = "Test")]
public sealed class ToyQuadratic([Interval("[1, 1000000]")] int size = 4, [Interval("[0, 10000]")] int pause = 0) : Workload
{
    public override Goal Goal => Goal.AtMost("test/loss", 0.1);

    public override IReadOnlyList<Metric> Metrics => [new("test/loss", "", Better.Lower)];

    public override Trial Open(RunContext run) => new QuadraticTrial(run, size, pause);

    sealed class QuadraticTrial : Trial
    {
        readonly Vector model;
        readonly int pause;

        public QuadraticTrial(RunContext run, int size, int pause)
            : base(run)
        {
            this.pause = pause;
            model = AddPlayer(Player.DefaultName, new Vector(size));
        }

        public override long? StepsPerEpoch => 10;

        public override Tensor Loss()
        {
            if (pause > 0) Thread.Sleep(pause);
            var noise = model.training ? randn_like(model.Theta) * 0.1 : zeros_like(model.Theta);
            return (model.Theta - 1 + noise).square().sum() / 2;
        }

        /// <remarks>Draws random numbers and leaves the model in eval mode: the runner must put both back.</remarks>
        public override void Evaluate(EvaluationBuilder evaluation)
        {
            model.eval();
            _ = randn(3);
            evaluation.Add("test/loss", Loss().item<float>());
            evaluation.AddText("theta.txt", string.Join(' ', model.Theta.detach().data<float>().ToArray()));
        }
    }
}
