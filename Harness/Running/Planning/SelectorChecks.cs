namespace AdaShift.Bench.Running;

/// <summary>A workload that a plan will run.</summary>
sealed record PlannedWorkload(
    SourceMark At, string Canonical, WorkloadFacts Facts, IReadOnlyList<string> Datasets, IReadOnlyList<string> Players);

/// <summary>One optimizer of a comparison on one workload: all its runs but for the seed.</summary>
/// <param name="Entry">The label in the file, before a grid added its point to it.</param>
sealed record PlannedArm(
    SourceMark At,
    string? Entry,
    string Label,
    string Workload,
    IReadOnlyDictionary<string, string> Optimizers,
    string? Schedule,
    string? Clip)
{
    /// <summary>The same for lines whose numbers are the same, whatever their labels.</summary>
    public string Work => string.Join('\n', [Workload, .. Optimizers.Values, Schedule, Clip]);
}

/// <summary>Binds the selectors of an experiment; what is wrong with one is noted with its place.</summary>
sealed class SelectorChecks(PluginCatalog catalog)
{
    const string None = "none";

    readonly List<PlanProblem> problems = [];

    public IEnumerable<PlanProblem> Problems => problems.Distinct();

    public IReadOnlyList<PlannedWorkload> Workloads(Located<string>? selector) =>
        selector is null ? []
            : [.. Try(selector, catalog.Expand<Workload>).Select(c => Workload(selector.At, c)).OfType<PlannedWorkload>()];

    public IReadOnlyList<string> Many<T>(IEnumerable<Located<string>> selectors)
        where T : class => [.. selectors.SelectMany(s => Try<string>(s, text => [catalog.Canonical<T>(text)]))];

    /// <param name="workload">Null when there is none to be had; then the optimizers are checked as far as they can be.</param>
    public IEnumerable<PlannedArm> Lines(IReadOnlyList<ExperimentArm> entries, PlannedWorkload? workload, Experiment experiment)
    {
        foreach (var entry in entries)
        {
            var schedule = One<Schedule>(entry.Schedule ?? experiment.Schedule);
            var clip = One<GradientClip>(entry.Clip ?? experiment.Clip);
            var bound = Try(entry.Optimizer, text => BoundPlayers.Bind(catalog, text, workload?.Players));
            foreach (var point in bound)
                yield return new(
                    entry.Optimizer.At, entry.Label?.Value, Label(entry, point), workload?.Canonical ?? "", point.ByPlayer, schedule, clip);
        }
    }

    static string Label(ExperimentArm entry, BoundPlayers point) =>
        entry.Label is null ? point.Short
        : point.Point.Length == 0 ? entry.Label.Value
        : $"{entry.Label.Value} {point.Point}";

    string? One<T>(Located<string>? selector)
        where T : class => selector is null or { Value: None } ? null
        : Try<string>(selector, text => [catalog.Canonical<T>(text)]) is [var canonical] ? canonical
        : null;

    PlannedWorkload? Workload(SourceMark at, string canonical)
    {
        try
        {
            var workload = catalog.Create<Workload>(canonical);
            using var disposed = workload as IDisposable;
            var plugin = catalog.Find<Workload>(canonical);
            var facts = new WorkloadFacts(
                plugin.Name, plugin.Source, workload.Description, workload.Goal, workload.Metrics, workload.UsesSeed);
            return new(at, canonical, facts, workload.Datasets, workload.Players);
        }
        catch (Exception e)
        {
            // Somebody's plug-in: whatever it throws, the other problems of the plan are still wanted.
            problems.Add(new(at, $"{canonical}: it cannot describe itself: {Reason.Of(e)}"));
            return null;
        }
    }

    IReadOnlyList<T> Try<T>(Located<string> selector, Func<string, IReadOnlyList<T>> bind)
    {
        try
        {
            return bind(selector.Value);
        }
        catch (SelectorException e)
        {
            problems.AddRange(e.Problems.Select(p => new PlanProblem(selector.At, p)));
            return [];
        }
    }
}
