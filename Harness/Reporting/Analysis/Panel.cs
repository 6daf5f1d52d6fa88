namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>
/// Arms that may be compared: the same length, profile, device and workload; or, where claims compare a grid's points, its workloads.
/// </summary>
/// <param name="Key">Short and unique within a report: names charts and anchors.</param>
/// <param name="Heading">As the report shows it.</param>
public sealed record Panel(string Key, string Heading, ExperimentRecord Experiment, WorkloadFacts? Facts, IReadOnlyList<Arm> Arms)
{
    /// <summary>
    /// The spec of any of its runs: they differ in optimizer and seed, and where claims compare a grid's points, in the
    /// <see cref="Workload"/>.
    /// </summary>
    public RunSpec Spec => Arms[0].Spec;

    /// <summary>Its selector; a grid where the arms have several.</summary>
    public string Workload => field ??= SelectorText.Merge([.. Arms.Select(a => a.Spec.Workload).Distinct(StringComparer.Ordinal)]);

    public bool IsQuick => Spec.Profile == "quick";

    /// <summary>Whether the workload gives the same numbers for every seed.</summary>
    public bool IsDeterministic => Facts?.UsesSeed == false;

    public IEnumerable<Run> Runs => Arms.SelectMany(a => a.Runs);

    /// <summary>Every metric that was recorded, the declared ones first and in their order.</summary>
    public IReadOnlyList<Metric> Metrics => field ??= FindMetrics();

    /// <summary>Whether the workload says which direction of the metric is better; others, added by probes, are not ranked.</summary>
    public bool Declares(Metric metric) => Facts?.Metrics.Any(m => m.Name == metric.Name) ?? false;

    public Metric Metric(string name) => Metrics.FirstOrDefault(m => m.Name == name) ?? Undeclared(name);

    /// <summary>The experiment's charts that are recorded metrics; all declared metrics if it names none.</summary>
    public IReadOnlyList<Metric> Charted => field ??= Experiment.Charts.Count == 0
        ? [.. Metrics.Where(m => Facts?.Metrics.Contains(m) ?? true)]
        : [.. Experiment.Charts.Distinct().Select(c => Metrics.FirstOrDefault(m => m.Name == c)).OfType<Metric>()];

    /// <summary>Whether every run was warm for at least half of its steps: then times per step exclude the warm-up.</summary>
    public bool IsPastWarmUp => isPastWarmUp ??= Arms.SelectMany(a => a.With(ReportedStatus.Completed))
        .All(r => r.WarmShare >= 0.5);

    bool? isPastWarmUp;

    IReadOnlyList<Metric> FindMetrics()
    {
        var recorded = Runs.SelectMany(r => r.Evaluations).SelectMany(e => e.Metrics.Keys).ToHashSet(StringComparer.Ordinal);
        var declared = Facts?.Metrics.Where(m => recorded.Contains(m.Name)).ToList() ?? [];
        return [.. declared, .. recorded.Except(declared.Select(m => m.Name)).Order(StringComparer.Ordinal).Select(Undeclared)];
    }

    /// <summary>A metric that a probe or a step log added without a better direction: a loss unless it says accuracy.</summary>
    static Metric Undeclared(string name) =>
        new(name, "", name.EndsWith("accuracy", StringComparison.Ordinal) ? Better.Higher : Better.Lower);
}
