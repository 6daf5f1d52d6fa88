using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>Multinomial logistic regression on pixels: what a net for pictures must beat.</summary>
/// <param name="data">The pictures.</param>
/// <param name="side">Height and width of the pictures.</param>
/// <param name="batch">Pictures in a training step.</param>
/// <param name="augment">Whether training pictures are cropped from a black border and mirrored at random.</param>
/// <param name="normalize">Whether pixels are centred and divided by their standard deviation.</param>
[Workload("picture-linear", Source = "Bishop 2006, Pattern recognition and machine learning, section 4.3.4")]
public sealed class PictureLinear(
    VisionData data = VisionData.Clipart,
    [Interval("[8, 64]")] int side = 32,
    [Interval("[2, 65536]")] int batch = 128,
    bool augment = false,
    bool normalize = false) : VisionWorkload(data, data, side, batch, augment, normalize)
{
    protected override string Net => "linear classifier on pixels";

    protected override nn.Module<Tensor, Tensor> Build(int classes) =>
        nn.Sequential(nn.Flatten(), nn.Linear(3 * Side * Side, classes));
}
