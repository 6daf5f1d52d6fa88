using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>
/// The critic of Figure 7a in AdaShift's released code: a pre-activation residual net without normalisation. A convolution; at each size
/// two <see cref="ResidualBlock"/>s; between sizes 2×2 means and a convolution; a linear layer. 1,629,057 parameters for 32×32×3.
/// </summary>
public sealed class ResidualCritic : Module<Tensor, Tensor>
{
    readonly EqualizedConv2d first;
    readonly ModuleList<Module<Tensor, Tensor>> body = [];
    readonly EqualizedLinear last;

    /// <param name="side">Pixels: 4, 5, 6 or 7 times a power of two.</param>
    /// <param name="width">Channels of every hidden image.</param>
    /// <param name="std">Standard deviation of the stored weights, see <see cref="EqualizedLayer"/>.</param>
    /// <param name="powerIterations">Above 0: spectral normalisation of every layer.</param>
    /// <param name="outputs">Numbers for each sample: 1, or one for each class.</param>
    /// <exception cref="ArgumentOutOfRangeException">The side cannot be halved down to 4 to 7 pixels.</exception>
    public ResidualCritic(
        long side = 32, long channels = 3, long width = 128, double std = 0.01, int powerIterations = 0, long outputs = 1)
        : base(nameof(ResidualCritic))
    {
        var sizes = ImageSizes.From(side);
        first = new(channels, width, std: std, powerIterations: powerIterations);
        foreach (var size in sizes)
        {
            if (size < side) body.Add(new Halving(width, std, powerIterations));
            for (var i = 0; i < 2; i++) body.Add(new ResidualBlock(width, std, powerIterations));
        }

        last = new(width * sizes[^1] * sizes[^1], outputs, std, powerIterations);
        RegisterComponents();
    }

    /// <param name="input">[B, channels, side, side].</param>
    /// <returns>[B]; with several outputs [B, outputs].</returns>
    public override Tensor forward(Tensor input)
    {
        var x = first.call(input);
        foreach (var layer in body) x = layer.call(x);
        return last.call(x.flatten(1)).squeeze(1); // no effect on several outputs
    }
}
