namespace AdaShift.Bench.Datasets;

/// <summary>A dataset cannot be used. The message ends with what to do about it.</summary>
public abstract class DatasetException(Dataset dataset, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Dataset { get; } = dataset.Name;

    /// <summary>The command that mends it.</summary>
    public string Command { get; } = FetchCommand(dataset);

    internal static string FetchCommand(Dataset dataset) =>
        $"adashift-bench data fetch {dataset.Name}" + (dataset.Origin.Automatic ? "" : " --from PATH");
}

/// <summary>The dataset is not in the store.</summary>
public sealed class DataMissingException(Dataset dataset, string root)
    : DatasetException(dataset, $"The dataset '{dataset.Name}' ({dataset.Title}) is not in {root}. "
        + $"{dataset.Origin.Instructions} Type: {FetchCommand(dataset)}");

/// <summary>Files of the dataset are truncated, altered or gone.</summary>
public sealed class DataDamagedException(Dataset dataset, string folder, string reason)
    : DatasetException(dataset, $"The dataset '{dataset.Name}' in {folder} is damaged: {reason}. Mend it with: {FetchCommand(dataset)}")
{
    /// <summary>Every bad file with what it is and what it must be.</summary>
    public string Reason { get; } = reason;
}

/// <summary>Fetching failed: no network, a full disk, a refused archive, the wrong content. The store is as it was.</summary>
public sealed class DataFetchException(Dataset dataset, string reason, Exception? inner = null)
    : DatasetException(dataset, $"Fetching the dataset '{dataset.Name}' failed: {reason}{(reason.EndsWith('.') ? "" : ".")} "
        + $"Nothing in the store was changed. When that is mended, type: {FetchCommand(dataset)}", inner)
{
    public string Reason { get; } = reason;
}
