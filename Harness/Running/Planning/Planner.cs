namespace AdaShift.Bench.Running;

/// <summary>From what somebody wrote to what will run. All is validated before anything runs, and every problem reported at once.</summary>
public static class Planner
{
    /// <summary>The devices a plan may name.</summary>
    public static IReadOnlyList<string> Devices { get; } = ["cpu", "cuda"];

    /// <exception cref="PlanException">Every problem, each with file, line and column.</exception>
    public static Plan Plan(Experiment experiment, PlanRequest request, PluginCatalog catalog, PlanChecks checks) =>
        Plan([experiment], request, catalog, checks)[0];

    /// <inheritdoc cref="Plan(Experiment, PlanRequest, PluginCatalog, PlanChecks)"/>
    /// <summary>The run described by options; its one profile is "custom".</summary>
    public static Plan Plan(AdHocRequest run, string device, PluginCatalog catalog, PlanChecks checks) =>
        Plan(run.ToExperiment(), new(ExperimentProfile.Custom, Device: device), catalog, checks);

    /// <inheritdoc cref="Plan(Experiment, PlanRequest, PluginCatalog, PlanChecks)"/>
    public static IReadOnlyList<Plan> Plan(
        IEnumerable<Experiment> experiments, PlanRequest request, PluginCatalog catalog, PlanChecks checks)
    {
        var drafts = experiments.Select(e => new PlanDraft(e, request, catalog, checks)).ToArray();
        var plans = drafts.Select(d => d.Build()).ToArray();
        var problems = drafts.SelectMany(d => d.Problems).Select(p => p.ToString()).Distinct(StringComparer.Ordinal).ToArray();
        return problems.Length == 0 ? plans : throw new PlanException(problems);
    }
}
