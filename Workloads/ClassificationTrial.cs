using AdaShift.Bench.Datasets;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>
/// Trains a classifier by cross-entropy; evaluates loss and accuracy on the test set and on a fixed part of the training set.
/// </summary>
public sealed class ClassificationTrial : Trial
{
    const int TopK = 5;

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
    /// <param name="probe">Training examples that <c>train/*</c> is measured on, always the same.</param>
    /// <param name="ofPictures">Whether the classes are named: then there is a top-5 accuracy.</param>
    public static IReadOnlyList<Metric> Metrics(int probe, bool ofPictures = false) =>
    [
        new("train/loss", "nats per example", Better.Lower, $"Mean cross-entropy over {probe:N0} fixed training examples, at θ."),
        new("train/accuracy", "fraction", Better.Higher, $"Share of {probe:N0} fixed training examples classified right, at θ."),
        new("test/loss", "nats per example", Better.Lower, "Mean cross-entropy over the whole test set, at θ."),
        new("test/accuracy", "fraction", Better.Higher, "Share of the whole test set classified right, at θ."),
        .. ofPictures
            ? [new("test/top-5", "fraction", Better.Higher, "Share of the whole test set whose class is among the five likeliest, at θ.")]
            : (Metric[])[],
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
        var predicted = Measure("test", data.Test, evaluation);
        if (evaluation.IsFinal && data.Classes.Count > 0)
            evaluation.AddText("mistakes.svg", MistakesPicture.Draw(data.Test, predicted, data.Classes));
        model.train();
    }

    (Tensor inputs, Tensor labels) NextBatch()
    {
        using var _ = Run.Clock.Enter(Phase.Data);
        var (inputs, labels) = data.Train.Next();
        return (inputs, labels);
    }

    /// <returns>The class that the model gives each example, [N].</returns>
    long[] Measure(string split, LabelledImages examples, EvaluationBuilder evaluation)
    {
        var (loss, right, amongTopK, predicted) = (0.0, 0L, 0L, new List<long>());
        for (long start = 0; start < examples.Count; start += data.EvaluationBatch)
        {
            using var scope = NewDisposeScope();
            var part = examples.Slice(start, Math.Min(data.EvaluationBatch, examples.Count - start));
            var (inputs, labels) = (data.Inputs(part.Images), part.Labels.to(Run.Device));
            var logits = model.call(inputs); // [b, classes]
            loss += nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.Sum).to(ScalarType.Float64).item<double>();
            var answers = logits.argmax(1);
            right += answers.eq(labels).sum().item<long>();
            if (data.Classes.Count > 0) amongTopK += CountTopK(logits, labels);
            predicted.AddRange(answers.cpu().data<long>());
        }

        evaluation.Add($"{split}/loss", loss / examples.Count).Add($"{split}/accuracy", (double)right / examples.Count);
        if (split == "test" && data.Classes.Count > 0) evaluation.Add("test/top-5", (double)amongTopK / examples.Count);
        return [.. predicted];
    }

    static long CountTopK(Tensor logits, Tensor labels) =>
        logits.topk((int)Math.Min(TopK, logits.shape[1]), 1).indexes.eq(labels.unsqueeze(1)).sum().item<long>();
}
