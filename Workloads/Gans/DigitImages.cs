using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>Digits as a GAN sees them, and as a picture.</summary>
static class DigitImages
{
    public const int Side = 28;

    /// <param name="bytes">[N,784] uint8.</param>
    /// <returns>[N,1,28,28], see <see cref="RealImages.Scaled"/>.</returns>
    public static Tensor Scaled(Tensor bytes) => RealImages.Scaled(bytes).reshape(-1, 1, Side, Side);

    /// <summary>Images side by side as a grey PNG; values outside the pixels' range are cut.</summary>
    /// <param name="images">[rows · columns,1,28,28], scaled.</param>
    public static byte[] Png(Tensor images, int rows, int columns)
    {
        using var scope = NewDisposeScope();
        var pixels = ((images * 128) + 127.5).round().clamp(0, 255).to(ScalarType.Byte);
        var sheet = pixels.reshape(rows, columns, Side, Side).permute(0, 2, 1, 3).contiguous(); // [rows,28,columns,28]
        using var picture = Image.LoadPixelData<L8>(sheet.cpu().data<byte>().ToArray(), columns * Side, rows * Side);
        using var content = new MemoryStream();
        picture.SaveAsPng(content);
        return content.ToArray();
    }
}
