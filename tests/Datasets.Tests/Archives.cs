using System.Formats.Tar;
using System.IO.Compression;

namespace AdaShift.Bench.Datasets.Tests;

/// <summary>Makes archives, good and bad.</summary>
static class Archives
{
    public static byte[] Gzip(byte[] content)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest)) gzip.Write(content);
        return stream.ToArray();
    }

    public static byte[] Tgz(params IEnumerable<TarEntry> entries) => Gzip(Tar(entries));

    public static byte[] Tar(IEnumerable<TarEntry> entries)
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
            foreach (var entry in entries) tar.WriteEntry(entry);
        return stream.ToArray();
    }

    public static TarEntry Entry(string name, byte[] content) =>
        new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) };

    public static TarEntry Link(TarEntryType type, string name, string target) => new PaxTarEntry(type, name) { LinkName = target };
}
