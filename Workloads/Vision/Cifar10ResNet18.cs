using AdaShift.Bench.Records;
using AdaShift.Bench.Zoo.Models;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>ResNet-18 on CIFAR-10, or on other pictures.</summary>
/// <remarks>
/// The text names "a 18-layer ResNet". The defaults are the released code's: pre-activation with a width of 32, batch 128, pixels in
/// [0, 1], crops and mirrored pictures. docs/models.md has the differences from the standard nets.
/// </remarks>
/// <param name="data">The pictures.</param>
/// <param name="form">Where norms and activations are.</param>
/// <param name="width">Channels of the first stage; 64 in the standard nets.</param>
/// <param name="side">Height and width of the pictures.</param>
/// <param name="batch">Pictures in a training step.</param>
/// <param name="augment">Whether training pictures are cropped from a black border and mirrored at random.</param>
/// <param name="normalize">Whether pixels are centred and divided by their standard deviation.</param>
[Workload("cifar10-resnet18", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), section 5.3, Figure 4, Table 9")]
public sealed class Cifar10ResNet18(
    VisionData data = VisionData.Cifar10,
    ResNetForm form = ResNetForm.Release,
    [Interval("[1, 1024]")] int width = 32,
    [Interval("[8, 64]")] int side = 32,
    [Interval("[2, 65536]")] int batch = 128,
    bool augment = true,
    bool normalize = false) : VisionWorkload(data, VisionData.Cifar10, side, batch, augment, normalize)
{
    protected override string Net => FormattableString.Invariant(
        $"ResNet-18 ({(form == ResNetForm.Release ? "the released code's" : KebabCase.Of(form.ToString()))}), width {width}");

    protected override nn.Module<Tensor, Tensor> Build(int classes) => new ResNet18(form, classes, width);
}
