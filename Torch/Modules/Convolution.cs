using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Modules;

/// <summary>What convolutions of any number of dimensions, transposed or not, have in common.</summary>
/// <remarks>Weight and bias start as U(−1/√fan_in, 1/√fan_in), PyTorch's numbers for the same seed.</remarks>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    private protected Convolution(
        string name, long in_channels, long out_channels, ConvolutionShape shape, PaddingModes padding_mode, long groups, bool bias,
        bool transposed, Device? device, ScalarType? dtype) : base(name)
    {
        Require(groups >= 1 && in_channels % groups == 0 && out_channels % groups == 0,
            $"{groups} groups must divide both {in_channels} input and {out_channels} output channels.", nameof(groups));
        Require(padding_mode == PaddingModes.Zeros || !transposed,
            $"{name} pads with zeros only, not {padding_mode}.", nameof(padding_mode));
        Require(shape.PaddingType != Padding.Same || shape.Stride.All(s => s == 1), "Padding 'same' needs a stride of 1.", nameof(padding));
        (this.in_channels, this.out_channels, this.groups, this.padding_mode, this.transposed) =
            (in_channels, out_channels, groups, padding_mode, transposed);
        Shape = shape;
        long[] channels = transposed ? [in_channels, out_channels / groups] : [out_channels, in_channels / groups];
        weight = new Parameter(empty([.. channels, .. shape.Kernel], dtype: dtype, device: device));
        this.bias = bias ? new Parameter(empty(out_channels, dtype: dtype, device: device)) : null;
        reset_parameters();
    }

    /// <summary>[out, in/groups, kernel…], or [in, out/groups, kernel…] if transposed.</summary>
    public Parameter weight { get; set => field = Own(nameof(weight), field, value)!; }

    /// <summary>[out], or null.</summary>
    public Parameter? bias { get; set => field = Own(nameof(bias), field, value); }

    public long in_channels { get; }
    public long out_channels { get; }
    public long groups { get; }
    public bool transposed { get; }
    public PaddingModes padding_mode { get; }
    public Padding? padding_type => Shape.PaddingType;
    public long[] kernel_size => Shape.Kernel;
    public long[] stride => Shape.Stride;
    public long[] padding => Shape.Padding;
    public long[] dilation => Shape.Dilation;

    private protected ConvolutionShape Shape { get; }

    public void reset_parameters() => FanInUniform.Fill(weight, bias);

    /// <summary>Pads in the modes that the convolution itself cannot do; the result is to be convolved without padding.</summary>
    private protected Tensor PadByMode(Tensor input) => F.pad(input, Shape.Margins, padding_mode);

    static void Require(bool holds, string otherwise, string parameter)
    {
        if (!holds) throw new ArgumentException(otherwise, parameter);
    }
}

/// <summary>Extents per spatial dimension.</summary>
/// <param name="PaddingType">If not null, <paramref name="Padding"/> does not count.</param>
sealed record ConvolutionShape(long[] Kernel, long[] Stride, long[] Padding, long[] Dilation, Padding? PaddingType = null)
{
    /// <summary>Padding as <c>functional.pad</c> takes it: (before, after) of each dimension, the last one first.</summary>
    public long[] Margins => [.. Enumerable.Range(0, Kernel.Length).Reverse().SelectMany(Margin)];

    long[] Margin(int dim)
    {
        if (PaddingType is null) return [Padding[dim], Padding[dim]];
        long total = PaddingType == TorchSharp.Padding.Same ? Dilation[dim] * (Kernel[dim] - 1) : 0;
        return [total / 2, total - total / 2];
    }
}
