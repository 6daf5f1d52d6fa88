namespace AdaShift.Bench.Datasets;

/// <summary>A random window of a picture with a black border, mirrored or not.</summary>
/// <param name="Pad">Width of the border in pixels. The window has the picture's size and lies anywhere in the bordered picture.</param>
/// <param name="Flip">Whether a picture is mirrored left to right with probability 1/2.</param>
/// <remarks>Source: He et al. 2016, Deep residual learning, arXiv 1512.03385, section 4.2.</remarks>
public sealed record Augmentation(int Pad = 4, bool Flip = true)
{
    /// <summary>Neither moved nor mirrored: for evaluating.</summary>
    public static Augmentation None { get; } = new(0, Flip: false);

    /// <summary>Where a picture's window begins and whether it is mirrored.</summary>
    /// <param name="Down">Rows, from −<see cref="Pad"/> (above the picture) to <see cref="Pad"/>.</param>
    /// <param name="Right">Columns, likewise.</param>
    internal readonly record struct Draw(int Down, int Right, bool Mirror);

    /// <summary>A pure function of its arguments, so the threads that prepare pictures have no influence.</summary>
    /// <param name="number">Of the picture among those of all epochs.</param>
    internal Draw For(long seed, long number)
    {
        var random = SplitMix64.For(seed, number);
        var places = (ulong)((2 * Pad) + 1);
        return new((int)random.Below(places) - Pad, (int)random.Below(places) - Pad, Flip && random.Below(2) == 1);
    }

    /// <summary>Writes one picture's window, scaled.</summary>
    /// <param name="picture">[3, size, size] bytes.</param>
    /// <param name="table">Of <see cref="PixelScale.Table"/>.</param>
    /// <param name="to">[3, size, size].</param>
    internal static void Apply(Draw draw, ReadOnlySpan<byte> picture, int size, ReadOnlySpan<float> table, Span<float> to)
    {
        for (var channel = 0; channel < DecodedImages.Channels; channel++)
        {
            var values = table.Slice(channel * 256, 256);
            for (var y = 0; y < size; y++)
            {
                var row = to.Slice(((channel * size) + y) * size, size);
                var from = y + draw.Down;
                if (from < 0 || from >= size) row.Fill(values[0]);
                else Window(picture.Slice(((channel * size) + from) * size, size), draw.Right, values, row);
                if (draw.Mirror) row.Reverse();
            }
        }
    }

    static void Window(ReadOnlySpan<byte> pixels, int right, ReadOnlySpan<float> values, Span<float> row)
    {
        for (var x = 0; x < row.Length; x++)
        {
            var from = x + right;
            row[x] = (uint)from < (uint)pixels.Length ? values[pixels[from]] : values[0];
        }
    }
}
