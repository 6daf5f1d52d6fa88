
namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>Arms that may be compared: the same workload, length, profile and device.</summary>
/// <param name="Key">Short and unique within a report: names charts and anchors.</param>
/// <param name="Heading">As the report shows it.</param>
public sealed record Panel(string Key, string Heading, ExperimentRecord Experiment, WorkloadFacts? Facts, IReadOnlyList<Arm> Arms)
{
    /// <summary>Of any of its runs; within a panel they differ in optimizer and seed alone.</summary>
    public RunSpec Spec => Arms[0].Spec;

    public bool IsQuick => Spec.Profile == "quick";

    public IEnumerable<Run> Runs => Arms.SelectMany(a => a.Runs);

    /// <summary>Every metric that was recorded, the declared ones first and in their order.</summary>
    public IReadOnlyList<Metric> Metrics => metrics ??= FindMetrics();

    IReadOnlyList<Metric>? metrics;

    /// <summary>Whether the workload says which way the metric is better; what a probe adds may be ranked by nobody.</summary>
    public bool Declares(Metric metric) => Facts?.Metrics.Any(m => m.Name == metric.Name) ?? false;

    public Metric Metric(string name) => Metrics.FirstOrDefault(m => m.Name == name) ?? Undeclared(name);

    /// <summary>The experiment's charts that are recorded metrics; all declared metrics when it names none.</summary>
    public IReadOnlyList<Metric> Charted => Experiment.Charts.Count == 0
        ? [.. Metrics.Where(m => Facts?.Metrics.Contains(m) ?? true)]
        : [.. Experiment.Charts.Distinct().Select(c => Metrics.FirstOrDefault(m => m.Name == c)).OfType<Metric>()];

    /// <summary>Whether at least half of every run was warm: then the time a step leaves the warm-up out, else of none.</summary>
    public bool IsPastWarmUp => isPastWarmUp ??= Runs.Where(r => r.Status == RunState.Completed).All(r => StepTime.WarmShare(r) >= 0.5);

    bool? isPastWarmUp;

    /// <summary>What the arm's runs recorded, one value a seed; a run that did not live to see the moment has none.</summary>
    public IReadOnlyDictionary<long, double> Recorded(Arm arm, Metric metric, ClaimMoment moment) => new SortedDictionary<long, double>(
        arm.Counted.Select(r => (r.Seed, value: r.At(metric.Name, moment, metric.Better)))
        .Where(r => r.value is not null)
        .ToDictionary(r => r.Seed, r => r.value!.Value));

    IReadOnlyList<Metric> FindMetrics()
    {
        var recorded = Runs.SelectMany(r => r.Evaluations).SelectMany(e => e.Metrics.Keys).ToHashSet(StringComparer.Ordinal);
        var declared = Facts?.Metrics.Where(m => recorded.Contains(m.Name)).ToList() ?? [];
        return [.. declared, .. recorded.Except(declared.Select(m => m.Name)).Order(StringComparer.Ordinal).Select(Undeclared)];
    }

    /// <summary>A metric that a probe or a step log added without saying which way is better: a loss unless it says accuracy.</summary>
    static Metric Undeclared(string name) =>
        new(name, "", name.EndsWith("accuracy", StringComparison.Ordinal) ? Better.Higher : Better.Lower);
}
