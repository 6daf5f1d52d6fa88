using AdaShift.Bench.Zoo.Models;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>DenseNet on CIFAR-10, or on other pictures.</summary>
/// <remarks>
/// The text names "a 100-layer DenseNet". <c>form=release</c> is the net of that name in the released code, which has 201 layers;
/// <c>form=standard</c> has the sizes that you give. docs/models.md has the differences.
/// </remarks>
/// <param name="data">The pictures.</param>
/// <param name="form">The released code's net, or one of Huang et al.</param>
/// <param name="depth">Layers of a standard net: 6n + 4 with bottlenecks, 3n + 4 without.</param>
/// <param name="growth">k, the channels that a layer of a standard net adds.</param>
/// <param name="bottleneck">Whether a standard net is a DenseNet-BC.</param>
/// <param name="dropout">Of a standard net.</param>
/// <param name="side">Height and width of the pictures.</param>
/// <param name="batch">Pictures in a training step.</param>
/// <param name="augment">Whether training pictures are cropped from a black border and mirrored at random.</param>
/// <param name="normalize">Whether pixels are centred and divided by their standard deviation.</param>
[Workload("cifar10-densenet", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), section 5.3, Figure 5, Table 9")]
public sealed class Cifar10DenseNet(
    VisionData data = VisionData.Cifar10,
    DenseNetForm form = DenseNetForm.Release,
    [Interval("[7, 1000]")] int depth = 100,
    [Interval("[1, 256]")] int growth = 12,
    bool bottleneck = true,
    [Interval("[0, 1)")] double dropout = 0,
    [Interval("[8, 64]")] int side = 32,
    [Interval("[2, 65536]")] int batch = 64,
    bool augment = true,
    bool normalize = false) : VisionWorkload(data, VisionData.Cifar10, side, batch, augment, normalize)
{
    protected override string Net => form == DenseNetForm.Release
        ? "the released code's \"DenseNet-100\""
        : FormattableString.Invariant($"DenseNet-{(bottleneck ? "BC-" : "")}{depth}, k = {growth}, dropout {dropout:G4}");

    public override IEnumerable<string> Validate() => base.Validate().Concat(form == DenseNetForm.Release
        ? ValidateRelease()
        : DenseNetSettings.ValidateDepth(depth, bottleneck));

    IEnumerable<string> ValidateRelease()
    {
        if ((depth, growth, bottleneck, dropout) != (100, 12, true, 0))
            yield return "depth, growth, bottleneck and dropout have no effect with form = release; " +
                "allowed: their defaults, or form = standard";
    }

    protected override nn.Module<Tensor, Tensor> Build(int classes) => new DenseNet(
        (form == DenseNetForm.Release
            ? DenseNetSettings.ReleaseCifar
            : DenseNetSettings.Cifar(depth, growth, bottleneck) with { Dropout = dropout }) with { Classes = classes });
}

/// <summary>Whose DenseNet it is.</summary>
public enum DenseNetForm
{
    /// <summary>AdaShift's released code.</summary>
    Release,

    /// <summary>Huang et al. 2017.</summary>
    Standard,
}
