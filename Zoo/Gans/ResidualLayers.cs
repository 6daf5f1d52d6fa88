using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>A pre-activation residual block of one convolution: x + conv(g relu(x)). <c>[B,C,H,W] → [B,C,H,W]</c>.</summary>
sealed class ResidualBlock : Module<Tensor, Tensor>
{
    /// <summary>g restores the variance after relu: √2, rounded as in the released code.</summary>
    const double Gain = 1.414;

    readonly EqualizedConv2d conv;

    public ResidualBlock(long channels, double std, int powerIterations)
        : base(nameof(ResidualBlock))
    {
        conv = new(channels, channels, std: std, powerIterations: powerIterations);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => input + conv.call(functional.relu(input) * Gain);
}

/// <summary>Halves an image: 2×2 means, then a convolution. <c>[B,C,2H,2W] → [B,C,H,W]</c>.</summary>
sealed class Halving : Module<Tensor, Tensor>
{
    readonly EqualizedConv2d conv;

    public Halving(long channels, double std, int powerIterations)
        : base(nameof(Halving))
    {
        conv = new(channels, channels, std: std, powerIterations: powerIterations);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => conv.call(functional.avg_pool2d(input, 2));
}

/// <summary>Doubles an image: every pixel four times, then a convolution. <c>[B,C,H,W] → [B,C,2H,2W]</c>.</summary>
sealed class Doubling : Module<Tensor, Tensor>
{
    readonly EqualizedConv2d conv;

    public Doubling(long channels, double std)
        : base(nameof(Doubling))
    {
        conv = new(channels, channels, std: std);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        conv.call(functional.interpolate(input, scale_factor: [2, 2], mode: InterpolationMode.Nearest));
}
