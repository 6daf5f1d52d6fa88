using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Advanced;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace AdaShift.Bench.Datasets;

/// <summary>PNG and JPEG to planar bytes of one size.</summary>
/// <remarks>For verified files only: flaws of ImageSharp 2.1 with crafted pictures are known.</remarks>
static class PictureDecoder
{
    const int AllocationLimitMegabytes = 64; // RGBA of 16 million pixels

    static readonly Configuration Formats = new(new PngConfigurationModule(), new JpegConfigurationModule())
    {
        MemoryAllocator = MemoryAllocator.Create(new MemoryAllocatorOptions { AllocationLimitMegabytes = AllocationLimitMegabytes }),
        MaxDegreeOfParallelism = 1,
    };

    /// <returns>Width × height, read from the header.</returns>
    /// <exception cref="ImageFormatException">No picture.</exception>
    public static long PixelsOf(byte[] content) => Image.Identify(Formats, content, out _) is { } header
        ? (long)header.Width * header.Height
        : throw new UnknownImageFormatException("it is neither PNG nor JPEG.");

    /// <summary>
    /// Puts the picture on white, fits it into size × size (bicubic, its proportions kept, the rest white) and writes the planes red,
    /// green, blue. Grey pictures have three equal planes.
    /// </summary>
    /// <exception cref="ImageFormatException">No picture, or a broken one.</exception>
    /// <exception cref="InvalidMemoryOperationException">It takes more memory than is allowed.</exception>
    public static int Decode(byte[] content, Span<byte> planes, int size)
    {
        using var picture = OnWhite(content);
        if (picture.Width != size || picture.Height != size)
            picture.Mutate(Formats, process => process.Resize(new ResizeOptions
            {
                Size = new(size, size), Mode = ResizeMode.Pad, PadColor = Color.White, Sampler = KnownResamplers.Bicubic,
            }));
        for (var y = 0; y < size; y++)
        {
            var row = picture.DangerousGetPixelRowMemory(y).Span;
            for (var x = 0; x < size; x++)
            {
                var at = (y * size) + x;
                (planes[at], planes[at + (size * size)], planes[at + (2 * size * size)]) = (row[x].R, row[x].G, row[x].B);
            }
        }

        return planes.Length;
    }

    /// <summary>Before resizing, so that the colours hidden under transparent pixels do not bleed into their neighbours.</summary>
    static Image<Rgb24> OnWhite(byte[] content)
    {
        using var picture = Image.Load<Rgba32>(Formats, content);
        var opaque = new Image<Rgb24>(Formats, picture.Width, picture.Height);
        for (var y = 0; y < picture.Height; y++)
        {
            var from = picture.DangerousGetPixelRowMemory(y).Span;
            var to = opaque.DangerousGetPixelRowMemory(y).Span;
            for (var x = 0; x < from.Length; x++) to[x] = OnWhite(from[x]);
        }

        return opaque;
    }

    static Rgb24 OnWhite(Rgba32 pixel)
    {
        return new(Blend(pixel.R), Blend(pixel.G), Blend(pixel.B));

        // (a·c + (255 − a)·255) / 255, rounded.
        byte Blend(byte colour) => (byte)(((pixel.A * colour) + ((255 - pixel.A) * 255) + 127) / 255);
    }
}
