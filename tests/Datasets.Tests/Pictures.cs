using System.IO.Compression;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace AdaShift.Bench.Datasets.Tests;

/// <summary>Makes pictures and archives of them.</summary>
static class Pictures
{
    public static readonly Rgba32 Red = new(255, 0, 0, 255);

    public static byte[] Png(int width, int height, Func<int, int, Rgba32> pixel)
    {
        using var image = new Image<Rgba32>(width, height);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++) image[x, y] = pixel(x, y);
        return Encode(image, new PngEncoder());
    }

    public static byte[] Png(Rgba32 colour) => Png(2, 2, (_, _) => colour);

    /// <summary>A JPEG file with one component.</summary>
    public static byte[] GreyJpeg(int size, Func<int, int, byte> grey)
    {
        using var image = new Image<L8>(size, size);
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++) image[x, y] = new(grey(x, y));
        return Encode(image, new JpegEncoder { ColorType = JpegColorType.Luminance, Quality = 95 });
    }

    public static byte[] Jpeg(int size, Rgba32 colour)
    {
        using var image = new Image<Rgb24>(size, size, new Rgb24(colour.R, colour.G, colour.B));
        return Encode(image, new JpegEncoder { Quality = 95 });
    }

    public static byte[] Zip(IEnumerable<(string Name, byte[] Content)> files)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }

        return stream.ToArray();
    }

    static byte[] Encode(Image image, IImageEncoder encoder)
    {
        var stream = new MemoryStream();
        image.Save(stream, encoder);
        return stream.ToArray();
    }
}
