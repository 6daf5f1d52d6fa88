namespace AdaShift.Bench.Datasets;

/// <summary>The images of one split before they are tensors.</summary>
/// <param name="Pixels">[N, 3, H, W]: planes red, green, blue, each row by row.</param>
/// <param name="Labels">[N]: indices of classes.</param>
sealed record DecodedSplit(byte[] Pixels, long[] Labels);

/// <summary>What an <see cref="ImageDataset"/> decodes its files to.</summary>
/// <param name="Size">Height and width in pixels.</param>
sealed record DecodedImages(IReadOnlyList<string> Classes, int Size, DecodedSplit Train, DecodedSplit Test)
{
    public const int Channels = 3;

    /// <returns>The bytes of one image.</returns>
    public static int BytesOf(int size) => Channels * size * size;
}
