using static TorchSharp.torch;

namespace AdaShift.Bench.Datasets;

/// <summary>How a colour byte becomes a number: (byte / 255 − mean) / deviation, channel by channel.</summary>
/// <param name="Mean">Of red, green and blue, in [0, 1].</param>
/// <param name="Deviation">Of red, green and blue, above 0.</param>
public sealed record PixelScale(IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    /// <summary>byte / 255: from 0 to 1.</summary>
    public static PixelScale Unit { get; } = new([0, 0, 0], [1, 1, 1]);

    /// <summary>Mean and standard deviation of CIFAR-10's training pixels, to four digits.</summary>
    public static PixelScale Cifar10 { get; } = new([0.4914, 0.4822, 0.4465], [0.2023, 0.1994, 0.2010]);

    /// <param name="bytes">uint8 [N, 3, H, W].</param>
    /// <returns>float32, of the same shape and device.</returns>
    public Tensor Apply(Tensor bytes) =>
        bytes.to(ScalarType.Float32).div_(255f).sub_(Channels(Mean, bytes.device)).div_(Channels(Deviation, bytes.device));

    static Tensor Channels(IReadOnlyList<double> values, Device device) =>
        tensor(values.Select(value => (float)value).ToArray(), device: device).view(-1, 1, 1);

    /// <returns>[3 × 256]: the number of each byte, red first.</returns>
    internal float[] Table()
    {
        var table = new float[DecodedImages.Channels * 256];
        for (var channel = 0; channel < DecodedImages.Channels; channel++)
            for (var value = 0; value < 256; value++)
                table[(channel * 256) + value] = (float)(((value / 255.0) - Mean[channel]) / Deviation[channel]);
        return table;
    }
}
