namespace AdaShift.Bench.Running;

/// <summary>A workload that a plan will run.</summary>
/// <param name="Point">What distinguishes it from the others of a grid: <c>width=64</c>; empty when there is no grid.</param>
/// <param name="IsMeasurement">It is measured, not trained.</param>
sealed record PlannedWorkload(
    SourceMark At, string Canonical, string Point, WorkloadFacts Facts, IReadOnlyList<string> Datasets, IReadOnlyList<string> Players,
    bool IsMeasurement);

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
    /// <summary>Equal for arms whose numbers are equal, whatever their labels.</summary>
    public string Work => string.Join('\n', [Workload, .. Optimizers.Values, Schedule, Clip]);
}

/// <summary>Binds the selectors of an experiment; problems are collected with their places.</summary>
sealed class SelectorChecks(PluginCatalog catalog, List<PlanProblem> problems)
{
    const string None = "none";

    public IReadOnlyList<PlannedWorkload> Workloads(Located<string>? selector) => selector is null ? []
        : [.. Try(selector, text => catalog.Bind<Subject>(SelectorParser.Selector(text)))
            .Select(point => Workload(selector.At, point)).OfType<PlannedWorkload>()];

    public IReadOnlyList<string> Probes(IEnumerable<Located<string>> selectors) =>
        [.. selectors.SelectMany(selector => Try<string>(selector, text => [catalog.Canonical<Probe>(text)]))];

    /// <param name="workload">Null when it could not be bound; the optimizers are then checked as far as possible.</param>
    public IEnumerable<PlannedArm> Arms(Experiment experiment, PlannedWorkload? workload)
    {
        foreach (var arm in experiment.Optimizers)
        {
            var schedule = Canonical<Schedule>(arm.Schedule ?? experiment.Schedule);
            var clip = Canonical<GradientClip>(arm.Clip ?? experiment.Clip);
            foreach (var point in Try(arm.Optimizer, text => BoundPlayers.Bind(catalog, text, workload?.Players)))
            {
                var label = Label(arm, point, experiment.Claims.Count > 0 ? workload?.Point : null);
                yield return new(
                    arm.Optimizer.At, arm.Label?.Value, label, workload?.Canonical ?? "", point.ByPlayer, schedule, clip);
            }
        }
    }

    /// <param name="workload">The point of a workload grid whose arms are compared with each other; null for none.</param>
    static string Label(ExperimentArm arm, BoundPlayers point, string? workload)
    {
        if (arm.Label is null) return point.Short;
        string?[] parts = [arm.Label.Value, point.Point, workload];
        return string.Join(' ', parts.Where(part => part is { Length: > 0 }));
    }

    /// <summary>A measurement asks the rule alone.</summary>
    public void CheckMeasurement(Experiment experiment, PlannedWorkload workload)
    {
        if (!workload.IsMeasurement) return;
        Refuse("schedule", [experiment.Schedule, .. experiment.Optimizers.Select(arm => arm.Schedule)]);
        Refuse("clip", [experiment.Clip, .. experiment.Optimizers.Select(arm => arm.Clip)]);
        Refuse("probe", experiment.Probes);

        void Refuse(string word, IEnumerable<Located<string>?> given)
        {
            foreach (var one in given)
                if (one is { Value: not None })
                    problems.Add(new(one.At, $"'{workload.Facts.Name}' is a measurement, which takes no {word}: leave out '{one.Value}'."));
        }
    }

    string? Canonical<T>(Located<string>? selector)
        where T : class => selector is null or { Value: None } ? null
        : Try<string>(selector, text => [catalog.Canonical<T>(text)]).SingleOrDefault();

    PlannedWorkload? Workload(SourceMark at, BoundSelector point)
    {
        var canonical = point.Canonical;
        try
        {
            var subject = (Subject)point.Create();
            using var disposed = subject as IDisposable;
            var facts = new WorkloadFacts(
                point.Plugin.Name, point.Plugin.Source, subject.Description, subject.Goal, subject.Metrics, subject.UsesSeed);
            return subject is Workload workload
                ? new(at, canonical, point.Point, facts, workload.Datasets, workload.Players, IsMeasurement: false)
                : new(at, canonical, point.Point, facts, [], [Player.DefaultName], IsMeasurement: true);
        }
        catch (Exception e)
        {
            // Plug-in code may throw anything; the other problems of the plan must still be reported.
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
