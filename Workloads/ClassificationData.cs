using AdaShift.Bench.Datasets;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>What a classifier is trained and measured on, already on the run's device.</summary>
/// <param name="Train">Seeded batches of (inputs, labels).</param>
/// <param name="TrainProbe">The fixed training examples that <c>train/*</c> is measured on.</param>
/// <param name="Test">The whole test set.</param>
public sealed record ClassificationData(IBatches Train, LabelledImages TrainProbe, LabelledImages Test) : IDisposable
{
    /// <summary>Tensors made for this run: views and copies, never the shared ones that they were made of.</summary>
    public IReadOnlyList<Tensor> Owned { get; init; } = [];

    public void Dispose()
    {
        foreach (var tensor in Owned) tensor.Dispose();
    }
}
