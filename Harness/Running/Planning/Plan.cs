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

/// <summary>What to run of an experiment, and on what.</summary>
/// <param name="Seeds">Instead of the experiment's own; null for those.</param>
/// <param name="Device">cpu or cuda.</param>
public sealed record PlanRequest(string Profile, SeedList? Seeds = null, string Device = "cpu");

/// <summary>What a plan can be checked against beside the plug-ins.</summary>
/// <param name="DatasetProblem">Data set's name → what is wrong with it, with the command that mends it; null when it is ready.</param>
/// <param name="DeviceProblem">"cuda" → why it cannot be used; null when it can. Never asked about the CPU.</param>
public sealed record PlanChecks(Func<string, string?> DatasetProblem, Func<string, string?> DeviceProblem)
{
    /// <summary>Takes data and devices for granted.</summary>
    public static PlanChecks None { get; } = new(_ => null, _ => null);
}
