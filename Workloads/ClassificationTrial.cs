using AdaShift.Bench.Datasets;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>
/// Trains a classifier by cross-entropy; evaluates loss and accuracy on the test set and on a fixed part of the training set.
/// </summary>
public sealed class ClassificationTrial : Trial
{
    /// <summary>Training examples that <c>train/*</c> is measured on: as many as MNIST's test set has, always the same.</summary>
    public const int TrainProbe = 10_000;

    const int EvaluationBatch = 2_000;

    readonly nn.Module<Tensor, Tensor> model;
    readonly ClassificationData data;

    public ClassificationTrial(RunContext run, ClassificationData data, nn.Module<Tensor, Tensor> model)
        : base(run)
    {
        this.data = Own(data);
        this.model = AddPlayer(Player.DefaultName, model);
        Keep("batches", () => data.Train.Position, position => data.Train.Position = position);
    }

    /// <summary>What it records, in the order a report shows it.</summary>
    public static IReadOnlyList<Metric> Metrics { get; } =
    [
        new("train/loss", "nats per example", Better.Lower, $"Mean cross-entropy over {TrainProbe:N0} fixed training examples, at θ."),
        new("train/accuracy", "fraction", Better.Higher, $"Share of {TrainProbe:N0} fixed training examples classified right, at θ."),
        new("test/loss", "nats per example", Better.Lower, "Mean cross-entropy over the whole test set, at θ."),
        new("test/accuracy", "fraction", Better.Higher, "Share of the whole test set classified right, at θ."),
        new("batch/loss", "nats per example", Better.Lower, "Mean of the training batches' losses since the last evaluation."),
    ];

    public override long? StepsPerEpoch => data.Train.StepsPerEpoch;

    public override Tensor Loss()
    {
        var (inputs, labels) = NextBatch();
        return nn.functional.cross_entropy(model.call(inputs), labels);
    }

    public override void Evaluate(EvaluationBuilder evaluation)
    {
        model.eval();
        Measure("train", data.TrainProbe, evaluation);
        Measure("test", data.Test, evaluation);
        model.train();
    }

    (Tensor inputs, Tensor labels) NextBatch()
    {
        using var _ = Run.Clock.Enter(Phase.Data);
        var (inputs, labels) = data.Train.Next();
        return (inputs, labels);
    }

    void Measure(string split, LabelledImages examples, EvaluationBuilder evaluation)
    {
        var (loss, right) = (0.0, 0L);
        for (long start = 0; start < examples.Count; start += EvaluationBatch)
        {
            using var scope = NewDisposeScope();
            var (inputs, labels) = examples.Slice(start, Math.Min(EvaluationBatch, examples.Count - start));
            var logits = model.call(inputs); // [b, classes]
            loss += nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.Sum).to(ScalarType.Float64).item<double>();
            right += logits.argmax(1).eq(labels).sum().item<long>();
        }
        evaluation.Add($"{split}/loss", loss / examples.Count).Add($"{split}/accuracy", (double)right / examples.Count);
    }
}
