using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Models;

/// <summary>A layer of a dense block: appends k channels computed from all channels so far. <c>[B,C,H,W] → [B,C+k,H,W]</c>.</summary>
/// <remarks>Each concatenation copies all its channels: docs/models.md has what that costs.</remarks>
sealed class DenseLayer : Module<Tensor, Tensor>
{
    readonly Sequential added;

    public DenseLayer(int channels, DenseNetSettings settings)
        : base(nameof(DenseLayer))
    {
        var (growth, between) = (settings.Growth, 4 * settings.Growth);
        added = settings.Bottleneck
            ? Sequential(
                ("bottleneck", Composite(channels, between, kernel: 1, settings)),
                ("composite", Composite(between, growth, kernel: 3, settings)))
            : Sequential(("composite", Composite(channels, growth, kernel: 3, settings)));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var fresh = added.call(input);
        return cat([input, fresh], 1);
    }

    /// <summary>The composite function of the paper: batch norm, relu, a convolution without bias, dropout.</summary>
    public static Sequential Composite(int from, int to, int kernel, DenseNetSettings settings)
    {
        List<(string, Module<Tensor, Tensor>)> parts =
        [
            ("norm", BatchNorm2d(from, settings.NormEps, settings.NormMomentum)),
            ("relu", ReLU(inplace: true)),
            ("conv", Conv2d(from, to, kernel, padding: kernel / 2, bias: false)),
        ];
        if (settings.Dropout > 0) parts.Add(("dropout", Dropout(settings.Dropout)));
        return Sequential([.. parts]);
    }
}
