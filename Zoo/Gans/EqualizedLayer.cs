using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>
/// A layer with an equalised learning rate: it applies w / (s √fan_in), where the stored w ~ U(±s√3) has standard deviation s. Biases
/// start at 0.
/// </summary>
/// <remarks>
/// <para>
/// The initial function does not depend on s, but an adaptive optimizer's step does: the smaller s, the larger the change. Karras et al.
/// 2018 (arXiv 1710.10196) have s = 1, AdaShift's released code s = 0.01.
/// </para>
/// <para>
/// With power iterations the weight is divided by an estimate uᵀWv of its largest singular value (Miyato et al. 2018, arXiv 1802.05957). u
/// and v are buffers that only <see cref="PowerIterate()"/> updates, once per critic step as in the released code, so that all batches of
/// a step see the same weight. PyTorch updates them in every forward pass.
/// </para>
/// </remarks>
public abstract class EqualizedLayer : Module<Tensor, Tensor>
{
    /// <summary>Power iterations at construction.</summary>
    const int FirstIterations = 15;

    private protected readonly Parameter weight; // [out, ...]
    private protected readonly Parameter bias; // [out]
    private protected readonly Tensor? u; // [out]
    private protected readonly Tensor? v; // [fan_in]
    readonly double scale;

    /// <param name="shape">Of the weight: [out, ...]; the product of all but the first is fan_in.</param>
    /// <param name="std">s.</param>
    private protected EqualizedLayer(string name, long[] shape, double std, int powerIterations)
        : base(name)
    {
        if (!(std > 0 && double.IsFinite(std))) throw new ArgumentOutOfRangeException(nameof(std), std, "Must be positive and finite.");
        ArgumentOutOfRangeException.ThrowIfNegative(powerIterations);
        var fanIn = shape.Skip(1).Aggregate(1L, (a, b) => a * b);
        (PowerIterations, scale) = (powerIterations, 1 / (std * Math.Sqrt(fanIn)));
        (weight, bias) = (new(init.uniform_(empty(shape), -std * Math.Sqrt(3), std * Math.Sqrt(3))), new(zeros(shape[0])));
        if (powerIterations > 0) (u, v) = (functional.normalize(randn(shape[0]), dim: 0), functional.normalize(randn(fanIn), dim: 0));
        RegisterComponents();
        if (powerIterations > 0) PowerIterate(FirstIterations);
    }

    /// <summary>Per critic step; 0 without spectral normalisation. 1 is usual, 3 is the released code's.</summary>
    public int PowerIterations { get; }

    /// <summary>v ← Wᵀu / ‖Wᵀu‖, u ← Wv / ‖Wv‖, <see cref="PowerIterations"/> times.</summary>
    public void PowerIterate() => PowerIterate(PowerIterations);

    /// <summary>The weight that the layer applies, shaped like the stored one.</summary>
    private protected Tensor EffectiveWeight()
    {
        var effective = weight * scale;
        return u is null || v is null ? effective : effective / u.dot(effective.flatten(1).mv(v));
    }

    void PowerIterate(int times)
    {
        if (u is null || v is null) return;
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        var matrix = weight.flatten(1);
        for (var i = 0; i < times; i++)
        {
            v.copy_(functional.normalize(matrix.t().mv(u), dim: 0));
            u.copy_(functional.normalize(matrix.mv(v), dim: 0));
        }
    }
}

/// <summary>A linear layer with an equalised learning rate. <c>[B,in] → [B,out]</c>.</summary>
public sealed class EqualizedLinear(long inputs, long outputs, double std = 0.01, int powerIterations = 0)
    : EqualizedLayer(nameof(EqualizedLinear), [outputs, inputs], std, powerIterations)
{
    public override Tensor forward(Tensor input) => functional.linear(input, EffectiveWeight(), bias);
}

/// <summary>A convolution of stride 1 with an equalised learning rate, padded to keep the size. <c>[B,in,H,W] → [B,out,H,W]</c>.</summary>
/// <param name="kernel">Odd.</param>
public sealed class EqualizedConv2d(long inputs, long outputs, long kernel = 3, double std = 0.01, int powerIterations = 0)
    : EqualizedLayer(nameof(EqualizedConv2d), [outputs, inputs, kernel, kernel], std, powerIterations)
{
    public override Tensor forward(Tensor input) => functional.conv2d(input, EffectiveWeight(), bias, padding: [kernel / 2, kernel / 2]);
}
