using AdaShift.Bench.Datasets;

namespace AdaShift.Bench.Cli.Doctor;

/// <summary>Which data sets are here. One that is not is no fault: who needs it is told how to fetch it.</summary>
static class DataFindings
{
    public static IEnumerable<Finding> All(DatasetCatalog datasets)
    {
        var store = new DataStore();
        return datasets.All.Select(dataset => Of(dataset, store));
    }

    static Finding Of(Dataset dataset, DataStore store)
    {
        var (what, status) = ($"data set {dataset.Name}", store.Status(dataset));
        return status.State switch
        {
            DataState.Ready => Finding.Fine(what, store.FolderOf(dataset)),
            DataState.Missing => new(what, State.Warning, $"not in {store.Root}", KnownDatasets.FetchCommand(dataset)),
            _ => new(what, State.Missing, $"damaged: {status.Reason}", KnownDatasets.FetchCommand(dataset)),
        };
    }
}
