using System.Globalization;

namespace AdaShift.Bench.Datasets;

/// <summary>Brings one dataset into the store: deliver aside, verify, then one rename.</summary>
sealed class Installation(DataStore store, Dataset dataset, Origin origin, IProgress<string>? progress, CancellationToken token)
{
    const int NoSpaceLeft = 28; // ENOSPC, which .NET hands on as HResult

    string Destination => store.FolderOf(dataset);

    /// <returns>The dataset's folder.</returns>
    public string Run()
    {
        try
        {
            // Before the lock, which a store that is shared read-only does not let us take.
            if (store.Status(dataset, token).State == DataState.Ready) return Destination;
            Directory.CreateDirectory(store.Root);
            using var turn = StoreLock.Take(Path.Combine(store.Root, $".{dataset.Name}.lock"),
                () => progress?.Report("another process is at it; waiting for it"), token);
            if (store.Status(dataset, token).State != DataState.Ready) Install();
            return Destination;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFetchException(dataset, Explain(e), e);
        }
    }

    void Install()
    {
        using var aside = new AsideFolder(store.Root, dataset.Name);
        progress?.Report($"fetching from {origin}");
        origin.Deliver(new Delivery(dataset, aside, progress, token));
        token.ThrowIfCancellationRequested();
        progress?.Report("verifying");
        var status = Verification.Seal(dataset, aside.Files, token);
        if (status.State != DataState.Ready)
            throw new DataFetchException(dataset, $"what {origin} delivered is not the dataset: {status.Reason ?? "no file of it came"}");
        FlushToDisk(aside.Files);
        KeepWhatIsThere();
        Directory.Move(aside.Files, Destination);
    }

    /// <summary>
    /// A rename may reach the disk before the content does; a power cut in between would leave empty files that look complete.
    /// </summary>
    static void FlushToDisk(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var handle = File.OpenHandle(path);
            RandomAccess.FlushToDisk(handle);
        }
    }

    /// <summary>The damaged copy may hold something of the user's: it is set aside, never deleted.</summary>
    void KeepWhatIsThere()
    {
        if (!Directory.Exists(Destination)) return;
        if (!Directory.EnumerateFileSystemEntries(Destination).Any())
        {
            Directory.Delete(Destination);
            return;
        }

        var kept = Enumerable.Range(1, int.MaxValue).Select(n => $"{Destination}.damaged-{n}").First(path => !Path.Exists(path));
        Directory.Move(Destination, kept);
        progress?.Report($"the damaged copy is kept in {kept}; delete it when you need nothing from it");
    }

    string Explain(Exception e) => e.HResult == NoSpaceLeft ? $"{DiskFull()} ({e.Message})" : e.Message;

    string DiskFull()
    {
        var need = Megabytes(2 * dataset.Bytes);
        return $"the disk of {store.Root} is full: {need} MB are needed while fetching. "
            + "Free some space, or set ADASHIFT_DATA to a folder on another disk.";
    }

    static string Megabytes(long bytes) => (bytes / 1_000_000).ToString("N0", CultureInfo.InvariantCulture);
}
