using AdaShift.Bench.Datasets;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>What a classifier is trained and measured on.</summary>
/// <param name="Train">Seeded batches of (inputs, labels).</param>
/// <param name="TrainProbe">The fixed training examples that <c>train/*</c> is measured on.</param>
/// <param name="Test">The whole test set.</param>
public sealed record ClassificationData(Batches<Batch> Train, LabelledImages TrainProbe, LabelledImages Test) : IDisposable
{
    /// <summary>Makes the model's inputs of stored examples; by default they are those.</summary>
    public Func<Tensor, Tensor> Inputs { get; init; } = examples => examples;

    /// <summary>Examples that an evaluation takes at once: as many as memory allows.</summary>
    public int EvaluationBatch { get; init; } = 2_000;

    /// <summary>The classes' names, if the examples are pictures: then the last evaluation shows some that it got wrong.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>What was made for this run: batches, and tensors that are views or copies, never the shared ones of a dataset.</summary>
    public IReadOnlyList<IDisposable> Owned { get; init; } = [];

    public void Dispose()
    {
        foreach (var thing in Owned) thing.Dispose();
    }
}
