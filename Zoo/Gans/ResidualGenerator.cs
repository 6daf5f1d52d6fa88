using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>
/// The generator of Figure 7a in AdaShift's released code: the <see cref="ResidualCritic"/> reversed, with nearest-neighbour
/// upsampling. 1,833,731 parameters for 32×32×3.
/// </summary>
/// <remarks>
/// Images are scaled as (pixel − 127.5) / 128. As in the released code there is no tanh, so outputs may leave that range.
/// </remarks>
public sealed class ResidualGenerator : Module<Tensor, Tensor>
{
    readonly EqualizedLinear first;
    readonly ModuleList<Module<Tensor, Tensor>> body = [];
    readonly EqualizedConv2d last;
    readonly long width, smallest;

    /// <param name="side">Pixels: 4, 5, 6 or 7 times a power of two.</param>
    /// <param name="width">Channels of every hidden image.</param>
    /// <param name="latent">Dimensions of z, see <see cref="UnitSphere"/>.</param>
    /// <param name="std">Standard deviation of the stored weights, see <see cref="EqualizedLayer"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The side cannot be halved down to 4 to 7 pixels.</exception>
    public ResidualGenerator(long side = 32, long channels = 3, long width = 128, long latent = 100, double std = 0.01)
        : base(nameof(ResidualGenerator))
    {
        var sizes = ImageSizes.From(side);
        (this.width, smallest) = (width, sizes[^1]);
        first = new(latent, width * smallest * smallest, std);
        foreach (var size in sizes.Reverse())
        {
            if (size > smallest) body.Add(new Doubling(width, std));
            for (var i = 0; i < 2; i++) body.Add(new ResidualBlock(width, std, powerIterations: 0));
        }

        last = new(width, channels, std: std);
        RegisterComponents();
    }

    /// <param name="input">z, [B, latent].</param>
    /// <returns>[B, channels, side, side].</returns>
    public override Tensor forward(Tensor input)
    {
        var x = first.call(input).reshape(-1, width, smallest, smallest);
        foreach (var layer in body) x = layer.call(x);
        return last.call(x);
    }
}
