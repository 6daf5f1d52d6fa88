using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using static TorchSharp.torch;

namespace AdaShift.Bench.Datasets;

/// <summary>
/// The decoded images of a dataset in one safetensors file, which a worker maps rather than reads. A cache: it may be deleted at any time.
/// </summary>
/// <remarks>
/// Kept like any dataset, but in a store of its own inside the store, where no other name can meet it: made under a lock, aside, renamed
/// when complete; its checksum is recorded then, and it is made again when it does not match. Its name has a fingerprint of the files that
/// it was made of and of <see cref="Version"/>, so that two versions of this program can share a store.
/// </remarks>
sealed class PackedImages : Dataset
{
    /// <summary>Raise it when the same files decode to other bytes than before.</summary>
    const int Version = 1;

    public const string Folder = ".packed";
    const string FileName = "images.safetensors";
    const string Classes = "classes"; // UTF-8, one per line

    readonly ImageDataset source;
    readonly string sourceFolder;
    readonly int size;

    public PackedImages(ImageDataset source, string sourceFolder, int size)
        : base(new DatasetAttribute($"{source.Name}-{size}-{Fingerprint(source)}")
        {
            Title = $"{source.Title}, decoded", Licence = source.Licence, Source = source.Source,
        })
    {
        (this.source, this.sourceFolder, this.size) = (source, sourceFolder, size);
        Origin = new Decoder(this);
    }

    public override string Description => $"{source.Description} Decoded to {size}×{size} pixels.";

    public override IReadOnlyList<DataFile> Files { get; } = [new(FileName, Bytes: null, Digest: null)];

    public override Origin Origin { get; }

    /// <summary>Decodes on first use. In a store that cannot be written, on every use: it works, only slower.</summary>
    public ImageData Load(DataStore store)
    {
        try
        {
            return Map(Path.Combine(new DataStore(Path.Combine(store.Root, Folder)).Fetch(this), FileName));
        }
        catch (DataFetchException e) when (e.InnerException is IOException or UnauthorizedAccessException)
        {
            return ToTensors(source.Decode(sourceFolder, size, default));
        }
    }

    static string Fingerprint(ImageDataset source)
    {
        var text = string.Join(' ', source.Files.Select(file => file.Digest!.ToString()).Prepend($"{Version}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
    }

    static void Write(string path, DecodedImages images)
    {
        using var file = File.Create(path);
        var classes = Encoding.UTF8.GetBytes(string.Join('\n', images.Classes));
        var arrays = new Dictionary<string, (string Dtype, long[] Shape, byte[] Data)>(StringComparer.Ordinal)
        {
            [Classes] = ("U8", [classes.Length], classes),
        };
        foreach (var (name, split) in new[] { ("train", images.Train), ("test", images.Test) })
        {
            long count = split.Labels.Length;
            arrays[$"{name}.labels"] = ("I64", [count], MemoryMarshal.AsBytes(split.Labels.AsSpan()).ToArray());
            arrays[$"{name}.images"] = ("U8", [count, DecodedImages.Channels, images.Size, images.Size], split.Pixels);
        }

        var layout = Safetensors.Layout(arrays.Select(array => (array.Key, array.Value.Dtype, array.Value.Shape)));
        Safetensors.WriteHeader(file, layout);
        foreach (var entry in layout) file.Write(arrays[entry.Name].Data);
    }

    /// <summary>Images are mapped copy-on-write: workers share the pages, and nothing that they do reaches the file.</summary>
    static ImageData Map(string path)
    {
        using var file = File.OpenRead(path);
        var entries = Safetensors.ReadHeader(file, path).Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        var start = file.Position;
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        var mapped = from_file(path, shared: false, size: file.Length, dtype: ScalarType.Byte);
        return new(Encoding.UTF8.GetString(Read(Classes)).Split('\n'), Split("train"), Split("test"));

        LabelledImages Split(string name)
        {
            var (images, labels) = (entries[$"{name}.images"], entries[$"{name}.labels"]);
            return Detached(
                mapped.narrow(0, start + images.Begin, images.End - images.Begin).view([.. images.Shape]),
                tensor(MemoryMarshal.Cast<byte, long>(Read(labels.Name)).ToArray(), [.. labels.Shape]));
        }

        byte[] Read(string name)
        {
            var bytes = new byte[entries[name].End - entries[name].Begin];
            RandomAccess.Read(file.SafeFileHandle, bytes, start + entries[name].Begin);
            return bytes;
        }
    }

    static ImageData ToTensors(DecodedImages images)
    {
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        return new(images.Classes, Split(images.Train), Split(images.Test));

        LabelledImages Split(DecodedSplit split) => Detached(
            tensor(split.Pixels, [split.Labels.Length, DecodedImages.Channels, images.Size, images.Size]),
            tensor(split.Labels, [split.Labels.Length]));
    }

    static LabelledImages Detached(Tensor images, Tensor labels) => new(images.DetachFromDisposeScope(), labels.DetachFromDisposeScope());

    sealed class Decoder(PackedImages packed) : Origin
    {
        public override void Deliver(Delivery delivery) =>
            Write(delivery.PlaceFor(packed.Files[0]), packed.source.Decode(packed.sourceFolder, packed.size, delivery.Token));

        public override string ToString() => $"the files of {packed.source.Name}";
    }
}
