namespace AdaShift.Bench.Running;

/// <summary>What will run, checked: every plug-in is there, every setting allowed, the device and the data at hand.</summary>
/// <param name="Experiment">With every run: folder name → spec.</param>
/// <param name="Workloads">By canonical selector.</param>
/// <param name="Datasets">Names of the data sets that the runs open, in ordinal order.</param>
/// <param name="PluginFiles">What a worker must load beside the built-in plug-ins.</param>
public sealed record Plan(
    ExperimentRecord Experiment,
    IReadOnlyDictionary<string, WorkloadFacts> Workloads,
    IReadOnlyList<string> Datasets,
    IReadOnlyList<string> PluginFiles);
