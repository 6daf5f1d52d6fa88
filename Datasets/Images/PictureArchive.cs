using System.IO.Compression;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Memory;

namespace AdaShift.Bench.Datasets;

/// <summary>PNG and JPEG files in a zip archive that has been verified, read without unpacking it.</summary>
sealed class PictureArchive(string path) : IDisposable
{
    readonly ZipArchive zip = Open(path);

    /// <summary>Of every file in it, in ordinal order.</summary>
    public IEnumerable<string> Paths => zip.Entries.Where(entry => !entry.FullName.EndsWith('/')).Select(entry => entry.FullName)
        .Order(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">The archive has no such file.</exception>
    public byte[] Read(string name)
    {
        var entry = zip.GetEntry(name) ?? throw Bad(name, "is not in it");
        var content = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(content);
        return content;
    }

    /// <returns>Width × height, without decoding the picture.</returns>
    /// <exception cref="InvalidDataException">It is no picture.</exception>
    public long PixelsOf(string name) => Named(name, PictureDecoder.PixelsOf);

    /// <summary>Decodes pictures in their order.</summary>
    /// <exception cref="InvalidDataException">One of them cannot be decoded: its archive is verified, so none is skipped.</exception>
    public DecodedSplit Decode(IReadOnlyList<LabelledPath> pictures, int size, CancellationToken token)
    {
        var bytes = DecodedImages.BytesOf(size);
        var pixels = GC.AllocateUninitializedArray<byte>(checked(pictures.Count * bytes));
        for (var i = 0; i < pictures.Count; i++)
        {
            token.ThrowIfCancellationRequested();
            var place = new Memory<byte>(pixels, i * bytes, bytes);
            Named(pictures[i].Path, content => PictureDecoder.Decode(content, place.Span, size));
        }

        return new(pixels, [.. pictures.Select(picture => picture.Label)]);
    }

    public void Dispose() => zip.Dispose();

    static ZipArchive Open(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path} is not a zip archive: {e.Message}", e);
        }
    }

    T Named<T>(string name, Func<byte[], T> use)
    {
        try
        {
            return use(Read(name));
        }
        catch (Exception e) when (e is ImageFormatException or InvalidMemoryOperationException or NotSupportedException)
        {
            throw Bad(name, $"cannot be decoded: {e.Message}", e);
        }
    }

    InvalidDataException Bad(string name, string problem, Exception? inner = null) => new($"{path}: '{name}' {problem}", inner);
}
