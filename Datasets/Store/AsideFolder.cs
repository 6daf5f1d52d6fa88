namespace AdaShift.Bench.Datasets;

/// <summary>Where a fetch works, beside its destination (so that a rename moves the result). Whatever is left in it goes with it.</summary>
sealed class AsideFolder : IDisposable
{
    /// <summary>Call only while holding the dataset's lock: what an interrupted fetch left behind is removed first.</summary>
    public AsideFolder(string root, string name)
    {
        foreach (var left in Directory.EnumerateDirectories(root, $".{name}.*.tmp")) Directory.Delete(left, recursive: true);
        Folder = Path.Combine(root, $".{name}.{Guid.NewGuid():N}.tmp");
        Directory.CreateDirectory(Files);
        Directory.CreateDirectory(Scratch);
    }

    /// <summary>What becomes the dataset's folder.</summary>
    public string Files => Path.Combine(Folder, "files");

    /// <summary>For downloads and archives on their way.</summary>
    public string Scratch => Path.Combine(Folder, "scratch");

    string Folder { get; }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The error that led here matters more; the next fetch removes the rest.
        }
    }
}
