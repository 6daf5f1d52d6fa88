using System.Formats.Tar;
using System.IO.Compression;

namespace AdaShift.Bench.Datasets;

/// <summary>Unpacks a tar archive of unknown intentions.</summary>
static class SafeTar
{
    const int HeaderBytes = 512;

    /// <summary>Unpacks regular files and folders. Anything else, and any path that leads out of the folder, is refused.</summary>
    /// <exception cref="InvalidDataException">The archive was refused or is broken.</exception>
    public static void Unpack(string archive, string folder, long maxBytes, CancellationToken token)
    {
        var left = maxBytes;
        try
        {
            using var file = File.OpenRead(archive);
            using var content = IsGzip(file) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            using var tar = new TarReader(content);
            while (Next(tar) is { } entry)
            {
                token.ThrowIfCancellationRequested();
                if (entry.EntryType is TarEntryType.GlobalExtendedAttributes) continue;
                var path = Inside(folder, entry.Name);
                left -= HeaderBytes; // a million empty files must meet the limit too
                if (entry.Length > left)
                    throw new InvalidDataException($"with '{entry.Name}' it unpacks to more than the {maxBytes} bytes allowed.");
                if (entry.EntryType is TarEntryType.Directory) Directory.CreateDirectory(path);
                else if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
                    left -= Write(entry, path);
                else throw new InvalidDataException($"'{entry.Name}' is a {entry.EntryType}; only files and folders are unpacked.");
            }
        }
        catch (Exception e) when (e is FormatException or EndOfStreamException or ArgumentException)
        {
            throw NoArchive(e);
        }
    }

    /// <summary>What the library says of an archive that is none names no archive.</summary>
    static TarEntry? Next(TarReader tar)
    {
        try
        {
            return tar.GetNextEntry();
        }
        catch (InvalidDataException e)
        {
            throw NoArchive(e);
        }
    }

    static InvalidDataException NoArchive(Exception e) =>
        new($"it is not a whole tar archive, plain or gzipped ({e.Message.TrimEnd('.')})", e);

    static long Write(TarEntry entry, string path)
    {
        if (Path.Exists(path)) throw new InvalidDataException($"'{entry.Name}' is in it twice.");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        entry.DataStream?.CopyTo(file);
        return file.Length == entry.Length ? entry.Length
            : throw new InvalidDataException($"'{entry.Name}' ends after {file.Length} of {entry.Length} bytes.");
    }

    static string Inside(string folder, string name)
    {
        var leadsOut = Path.IsPathRooted(name) || name.Split('/', '\\').Contains("..");
        return !leadsOut ? Path.Combine(folder, name)
            : throw new InvalidDataException($"'{name}' leads out of the folder it is unpacked into.");
    }

    static bool IsGzip(FileStream file)
    {
        var gzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return gzip;
    }
}
