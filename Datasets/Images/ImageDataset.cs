namespace AdaShift.Bench.Datasets;

/// <summary>Colour images with a class each, all of one size, decoded once and then mapped into memory.</summary>
public abstract class ImageDataset : Dataset
{
    static readonly SharedCopies<ImageData> Copies = new();

    /// <summary>The sizes that it can be loaded in, height = width in pixels; the first unless one is asked for.</summary>
    public abstract IReadOnlyList<int> Sizes { get; }

    /// <summary>All images and labels, uint8 [N, 3, H, W] and int64 [N], verified; any stretch of the training images is mixed.</summary>
    /// <remarks>
    /// The first use on a machine decodes the files and keeps the result in the store, see <see cref="PackedImages"/>; later ones take
    /// milliseconds. One copy per process: its tensors are shared, never change or dispose them.
    /// </remarks>
    /// <param name="store">The default store unless given.</param>
    /// <param name="size">One of <see cref="Sizes"/>.</param>
    /// <exception cref="ArgumentException">Not one of its sizes.</exception>
    /// <exception cref="DatasetException">It is missing or damaged; the message says what to type.</exception>
    /// <exception cref="InvalidDataException">A verified file holds what cannot be decoded; the message names it.</exception>
    public ImageData Load(DataStore? store = null, int? size = null)
    {
        var pixels = size ?? Sizes[0];
        if (!Sizes.Contains(pixels))
            throw new ArgumentException($"{Name} has images of {string.Join(" or ", Sizes)} pixels, not {pixels}.", nameof(size));
        store ??= new DataStore();
        var folder = store.Open(this);
        return Copies.Get($"{folder}|{pixels}", () => new PackedImages(this, folder, pixels).Load(store));
    }

    /// <summary>Decodes the verified files. What it returns depends on them and on the size only.</summary>
    /// <param name="folder">Where the files are.</param>
    /// <param name="size">One of <see cref="Sizes"/>.</param>
    /// <exception cref="InvalidDataException">What cannot be decoded, by name.</exception>
    internal abstract DecodedImages Decode(string folder, int size, CancellationToken token);
}
