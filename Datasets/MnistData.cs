using static TorchSharp.torch;

namespace AdaShift.Bench.Datasets;

/// <summary>MNIST in memory.</summary>
/// <param name="Train">The training file: 60,000.</param>
/// <param name="Test">The test file: 10,000.</param>
public sealed record MnistData(LabelledImages Train, LabelledImages Test)
{
    internal static MnistData Read(string folder, ScalarType pixels) => new(
        LabelledImages.ReadIdx(Path.Combine(folder, "train-images-idx3-ubyte"), Path.Combine(folder, "train-labels-idx1-ubyte"), pixels),
        LabelledImages.ReadIdx(Path.Combine(folder, "t10k-images-idx3-ubyte"), Path.Combine(folder, "t10k-labels-idx1-ubyte"), pixels));
}
