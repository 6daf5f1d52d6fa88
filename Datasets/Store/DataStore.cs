namespace AdaShift.Bench.Datasets;

/// <summary>The folder where datasets live, each verified, in a folder of its name. Any number of processes may use it at once.</summary>
public sealed class DataStore
{
    /// <param name="root">By default $ADASHIFT_DATA, else $XDG_CACHE_HOME/adashift-bench, else ~/.cache/adashift-bench.</param>
    public DataStore(string? root = null) =>
        Root = Path.GetFullPath(string.IsNullOrWhiteSpace(root) ? DefaultRoot(Environment.GetEnvironmentVariable) : root);

    /// <summary>An absolute path; the folder need not exist yet.</summary>
    public string Root { get; }

    public string FolderOf(Dataset dataset) => Path.Combine(Root, dataset.Name);

    /// <summary>
    /// The folder of a verified dataset. Cheap when nothing changed since the last verification: sizes and times are compared.
    /// </summary>
    /// <exception cref="DataMissingException">It was never fetched.</exception>
    /// <exception cref="DataDamagedException">A file is not what it must be.</exception>
    public string Open(Dataset dataset)
    {
        var status = Status(dataset);
        return status.State switch
        {
            DataState.Ready => FolderOf(dataset),
            DataState.Missing => throw new DataMissingException(dataset, Root),
            _ => throw new DataDamagedException(dataset, FolderOf(dataset), status.Reason!),
        };
    }

    /// <summary>As <see cref="Verify"/>, but trusts the last verification of files whose size and time are as they were then.</summary>
    public DataStatus Status(Dataset dataset, CancellationToken token = default) =>
        Verification.Check(dataset, FolderOf(dataset), rehash: false, token);

    /// <summary>Reads and hashes every file.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled before the end.</exception>
    public DataStatus Verify(Dataset dataset, CancellationToken token = default) =>
        Verification.Check(dataset, FolderOf(dataset), rehash: true, token);

    /// <summary>Fetches a dataset unless it is ready. Either it is complete and verified afterwards, or the store is as it was.</summary>
    /// <param name="progress">Gets a line for each stage, without the name; none when it is ready already.</param>
    /// <returns>The dataset's folder.</returns>
    /// <exception cref="DataFetchException">
    /// No network, a full disk, a refused archive, the wrong content; or this one must be brought: see <see cref="Import"/>.
    /// </exception>
    public string Fetch(Dataset dataset, IProgress<string>? progress = null, CancellationToken token = default) =>
        Install(dataset, dataset.Origin, progress, token);

    /// <summary>
    /// As <see cref="Fetch"/>, from the user's own copy: the files, plain or gzipped, in a folder or a tar archive. The copy is left alone.
    /// </summary>
    /// <exception cref="DataFetchException">The files are not there or not what they must be.</exception>
    public string Import(Dataset dataset, string from, IProgress<string>? progress = null, CancellationToken token = default) =>
        Install(dataset, dataset.Origin.From(from), progress, token);

    string Install(Dataset dataset, Origin origin, IProgress<string>? progress, CancellationToken token) =>
        new Installation(this, dataset, origin, progress, token).Run();

    internal static string DefaultRoot(Func<string, string?> environment)
    {
        if (environment("ADASHIFT_DATA") is { Length: > 0 } own) return own;
        // The XDG base directory specification: relative paths are to be ignored.
        if (environment("XDG_CACHE_HOME") is { } cache && Path.IsPathRooted(cache)) return Path.Combine(cache, "adashift-bench");
        var home = environment("HOME") is { Length: > 0 } set ? set : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 0 ? Path.Combine(home, ".cache", "adashift-bench")
            : throw new InvalidOperationException("No home directory to keep data in. Set ADASHIFT_DATA to a folder.");
    }
}
