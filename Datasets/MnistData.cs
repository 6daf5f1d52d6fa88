using static TorchSharp.torch;

namespace AdaShift.Bench.Datasets;

/// <summary>MNIST in memory.</summary>
/// <param name="Train">The training file: 60,000.</param>
/// <param name="Test">The test file: 10,000.</param>
public sealed record MnistData(LabelledImages Train, LabelledImages Test)
{
    const long ValidationSize = 5_000;

    /// <summary>
    /// The training split of TensorFlow's <c>read_data_sets</c>, which the paper's released code uses: without the first 5,000 (55,000).
    /// </summary>
    public LabelledImages ReleaseTrain => Train.Slice(ValidationSize, Train.Count - ValidationSize);

    /// <summary>The validation split of TensorFlow's <c>read_data_sets</c>: the first 5,000 of the training file.</summary>
    public LabelledImages ReleaseValidation => Train.Slice(0, ValidationSize);

    internal static MnistData Read(string folder, ScalarType pixels) => new(
        LabelledImages.ReadIdx(Path.Combine(folder, "train-images-idx3-ubyte"), Path.Combine(folder, "train-labels-idx1-ubyte"), pixels),
        LabelledImages.ReadIdx(Path.Combine(folder, "t10k-images-idx3-ubyte"), Path.Combine(folder, "t10k-labels-idx1-ubyte"), pixels));
}
