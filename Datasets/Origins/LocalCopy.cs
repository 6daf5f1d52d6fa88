using System.IO.Compression;

namespace AdaShift.Bench.Datasets;

/// <summary>
/// The user's own copy: a folder or a tar archive with the files, plain or gzipped, at their paths or anywhere by their names.
/// </summary>
sealed class LocalCopy(string path) : Origin
{
    public override void Deliver(Delivery delivery)
    {
        var folder = Directory.Exists(path) ? path
            : IsOneOf(delivery.Dataset.Files) ? Path.GetDirectoryName(Path.GetFullPath(path))!
            : File.Exists(path) ? Unpacked(delivery)
            : throw delivery.Failed($"there is no file or folder '{path}'.");
        foreach (var file in delivery.Dataset.Files) Take(file, folder, delivery);
    }

    string Unpacked(Delivery delivery)
    {
        try
        {
            return delivery.Unpack(path, Math.Max(4 * delivery.Dataset.Bytes, 1 << 20));
        }
        catch (DataFetchException e) when (e.InnerException is InvalidDataException reason)
        {
            var files = string.Join(", ", delivery.Dataset.Files.Select(file => file.Path));
            throw delivery.Failed($"{path}: {reason.Message.TrimEnd('.')}. Give a tar archive or a folder that holds {files}, "
                + "each as it is or with .gz, or one of these files", e);
        }
    }

    public override string ToString() => Path.GetFullPath(path);

    void Take(DataFile file, string folder, Delivery delivery)
    {
        var place = delivery.PlaceFor(file);
        if (Find(folder, file.Path) is { } plain) File.Copy(plain, place);
        else if (Find(folder, file.Path + ".gz") is { } gzipped) Gunzip(gzipped, place, file, delivery);
        else throw delivery.Failed($"{path} has neither '{file.Path}' nor '{file.Path}.gz'.");
    }

    /// <summary>The dataset may itself keep an archive: then it is taken as it is.</summary>
    bool IsOneOf(IEnumerable<DataFile> files) =>
        File.Exists(path) && files.Any(file => Path.GetFileName(path) is var name && (name == Path.GetFileName(file.Path)
            || name == Path.GetFileName(file.Path) + ".gz"));

    static string? Find(string folder, string name)
    {
        var exact = Path.Combine(folder, name);
        var everywhere = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        return File.Exists(exact) ? exact
            : Directory.EnumerateFiles(folder, Path.GetFileName(name), everywhere).Order(StringComparer.Ordinal).FirstOrDefault();
    }

    /// <summary>Stops one byte past the expected length: enough to tell that the content is wrong, and a bomb does no harm.</summary>
    static void Gunzip(string from, string to, DataFile file, Delivery delivery)
    {
        try
        {
            using var content = new GZipStream(File.OpenRead(from), CompressionMode.Decompress);
            using var target = File.Create(to);
            var left = 1 + (file.Bytes ?? (long.MaxValue - 1));
            var buffer = new byte[1 << 20];
            int read;
            while (left > 0 && (read = content.Read(buffer, 0, (int)Math.Min(buffer.Length, left))) > 0)
            {
                target.Write(buffer, 0, read);
                left -= read;
            }
        }
        catch (InvalidDataException e)
        {
            throw delivery.Failed($"{from} is not a complete gzip file: {e.Message}", e);
        }
    }
}
