namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>Sorts runs into panels of what may be compared.</summary>
static class Panels
{
    public static IReadOnlyList<Panel> Of(IReadOnlyList<RecordedExperiment> folders)
    {
        var groups = folders.SelectMany(folder => Comparable(folder).Select(runs => (folder.Experiment, runs))).ToList();
        var headings = Names.Headings([.. groups.Select(g => (g.Experiment, g.runs[0].Spec))]);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. groups.Select((g, i) => new Panel(
            Slug.Unique(Slug.Of(g.Experiment.Name), taken), headings[i], g.Experiment,
            Facts(g.runs),
            Arms(g.Experiment.Labels, g.runs)))];
    }

    static IEnumerable<List<RecordedRun>> Comparable(RecordedExperiment folder)
    {
        var crossed = ComparesWorkloads(folder);
        return folder.Runs
            .GroupBy(r => (Workload: crossed ? "" : r.Spec.Workload, r.Spec.Length, r.Spec.Profile, r.Spec.Device))
            .OrderBy(g => g.Key.Workload, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Profile, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Device, StringComparer.Ordinal)
            .ThenBy(g => Format.Length(g.Key.Length), StringComparer.Ordinal)
            .Select(g => g.ToList());
    }

    /// <summary>
    /// The planner puts a grid's point into the labels only where claims compare the points: then no label stands for two workloads.
    /// </summary>
    static bool ComparesWorkloads(RecordedExperiment folder) => folder.Runs
        .GroupBy(r => (r.Spec.Label, r.Spec.Profile, r.Spec.Length, r.Spec.Device))
        .All(runs => runs.Select(r => r.Spec.Workload).Distinct(StringComparer.Ordinal).Count() == 1);

    /// <summary>Those of the first run; without a description where the workloads have several.</summary>
    static WorkloadFacts? Facts(IEnumerable<RecordedRun> runs)
    {
        WorkloadFacts[] all = [.. runs.Select(r => r.Record?.Workload).OfType<WorkloadFacts>()];
        return all.Length == 0 ? null
            : all.Select(f => f.Description).Distinct(StringComparer.Ordinal).Count() == 1 ? all[0]
            : all[0] with { Description = "" };
    }

    /// <summary>In the order of the experiment's labels.</summary>
    static IReadOnlyList<Arm> Arms(IReadOnlyList<string> labels, List<RecordedRun> runs)
    {
        var groups = runs.GroupBy(r => (r.Spec.Label, Names.Settings(r.Spec))).Select(g => g.ToList()).ToList();
        var names = Names.Arms([.. groups.Select(g => g[0].Spec)]);
        return
        [
            .. groups
                .Select((g, i) => new Arm(names[i], g[0].Spec, [.. g.Select(r => new Run(r)).OrderBy(r => r.Seed)]))
                .OrderBy(a => labels.Contains(a.Label) ? labels.ToList().IndexOf(a.Label) : int.MaxValue)
                .ThenBy(a => a.Name, StringComparer.Ordinal),
        ];
    }
}
