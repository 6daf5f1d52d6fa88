using AdaShift.Bench.Zoo.Models;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>The released code's small DenseNet on Tiny-ImageNet, or on other pictures.</summary>
/// <remarks>
/// The text does not describe the net. The released one has no bottlenecks, depth 28, k = 12, dropout 0.2; batch 64. See docs/models.md.
/// </remarks>
/// <param name="data">The pictures.</param>
/// <param name="depth">Layers of the net, 3n + 4; 28 in the released code.</param>
/// <param name="growth">k, the channels that a layer adds; 12 in the released code.</param>
/// <param name="normMomentum">
/// Weight of a batch in the batch norms' running statistics. The released 0.001 suits its 470,000 steps: after 1,000 steps the statistics
/// would still be a third of their start.
/// </param>
/// <param name="side">Height and width of the pictures.</param>
/// <param name="batch">Pictures in a training step.</param>
/// <param name="augment">Whether training pictures are cropped from a black border and mirrored at random.</param>
/// <param name="normalize">Whether pixels are centred and divided by their standard deviation.</param>
[Workload("tiny-imagenet-densenet", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), section 5.4, Figure 6, Table 9")]
public sealed class TinyImagenetDenseNet(
    VisionData data = VisionData.TinyImagenet,
    [Interval("[7, 1000]")] int depth = 28,
    [Interval("[1, 256]")] int growth = 12,
    [Interval("(0, 1]")] double normMomentum = 0.001,
    [Interval("[8, 64]")] int side = 64,
    [Interval("[2, 65536]")] int batch = 64,
    bool augment = true,
    bool normalize = false) : VisionWorkload(data, VisionData.TinyImagenet, side, batch, augment, normalize)
{
    protected override string Net => FormattableString.Invariant($"the released code's DenseNet, depth {depth}, k = {growth}");

    public override IEnumerable<string> Validate() => base.Validate().Concat(DenseNetSettings.ValidateDepth(depth, bottleneck: false));

    protected override nn.Module<Tensor, Tensor> Build(int classes) => new DenseNet(
        DenseNetSettings.ReleaseTinyImagenet with
        {
            Layers = DenseNetSettings.Cifar(depth, growth, bottleneck: false).Layers,
            Growth = growth,
            Classes = classes,
            NormMomentum = normMomentum,
        });
}
