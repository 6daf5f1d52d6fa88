using AdaShift.Bench.Records;
using AdaShift.Bench.Optim;
using static TorchSharp.torch;

namespace AdaShift.Bench.Testing;

/// <summary>Trains nothing: each step draws one number from torch's global generator on the CPU, whatever the run's device.</summary>
[Workload("toy-draws", Source = "Test")]
public sealed class ToyDraws : Workload
{
    public override Goal Goal => Goal.AtMost("batch/loss", 0);

    public override IReadOnlyList<Metric> Metrics => [new("batch/loss", "", Better.Lower)];

    public override IReadOnlyList<string> Players => [];

    public override Trial Open(RunContext run) => new DrawTrial(run);

    public static double Draw()
    {
        using var drawn = rand(1, dtype: ScalarType.Float64);
        return drawn.item<double>();
    }

    public sealed class DrawTrial(RunContext run) : Trial(run)
    {
        public double Last { get; private set; }

        public override void TrainStep(StepLog log) => log.Loss("batch/loss", tensor(Last = Draw()));

        public override void Evaluate(EvaluationBuilder evaluation) { }
    }
}
