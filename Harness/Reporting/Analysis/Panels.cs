namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>Sorts runs into panels of what may be compared, with names that are unique within the report.</summary>
static class Panels
{
    public static IReadOnlyList<Panel> Of(IReadOnlyList<RecordedExperiment> folders)
    {
        var groups = folders.SelectMany(folder => Comparable(folder).Select(runs => (folder.Experiment, runs))).ToList();
        string[] headings = [.. groups.Select(g => Heading(g.Experiment, g.runs[0].Spec, groups.Select(o => o.runs[0].Spec)))];
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. groups.Select((g, i) => new Panel(
            Slug.Unique(Slug.Of(g.Experiment.Name), taken), Numbered(headings, i), g.Experiment, Facts(g.runs),
            Arms(g.Experiment.Labels, g.runs)))];
    }

    /// <summary>Everything in a spec that makes two runs with one label different work.</summary>
    public static string Settings(RunSpec spec) => Phrases.Join("; ",
        spec.Optimizers.Values.Distinct().Count() == 1
            ? spec.Optimizers.Values.First()
            : string.Join("; ", spec.Optimizers.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key}: {o.Value}")),
        spec.Schedule is { } schedule ? $"schedule {schedule}" : null,
        spec.Clip is { } clip ? $"clip {clip}" : null,
        spec.Probes.Count > 0 ? $"probes {string.Join(", ", spec.Probes)}" : null);

    static IEnumerable<List<RecordedRun>> Comparable(RecordedExperiment folder)
    {
        var crossed = ComparesWorkloads(folder);
        return folder.Runs
            .GroupBy(r => (Workload: crossed ? "" : r.Spec.Workload, r.Spec.Length, r.Spec.Profile, r.Spec.Device))
            .OrderBy(g => g.Key.Workload, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Profile, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Device, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Length.Words, StringComparer.Ordinal)
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

    /// <summary>The experiment's title, and what differs from its other panels.</summary>
    static string Heading(ExperimentRecord experiment, RunSpec spec, IEnumerable<RunSpec> all)
    {
        var siblings = all.Where(s => s.Experiment == spec.Experiment).ToList();
        Func<RunSpec, string>[] properties = [s => s.Workload, s => s.Profile, s => s.Length.Words, s => s.Device];
        var differing = properties.Where(p => siblings.Any(s => p(s) != p(spec))).Select(p => p(spec)).ToList();
        return (experiment.Title ?? experiment.Name) + (differing.Count == 0 ? "" : $" ({string.Join(", ", differing)})");
    }

    /// <summary>Two folders may hold the same experiment, for example from two machines: "Title (run 1)", "Title (run 2)".</summary>
    static string Numbered(string[] headings, int i) => headings.Count(h => h == headings[i]) == 1 ? headings[i]
        : $"{headings[i]} (run {headings.Take(i + 1).Count(h => h == headings[i])})";

    /// <summary>In the order of the experiment's labels. Where a label has several settings, they become part of the name.</summary>
    static IReadOnlyList<Arm> Arms(IReadOnlyList<string> labels, List<RecordedRun> runs)
    {
        var groups = runs.GroupBy(r => (r.Spec.Label, Settings: Settings(r.Spec))).ToList();
        List<string> order = [.. labels];
        return
        [
            .. groups
                .Select(g => new Arm(
                    groups.Count(o => o.Key.Label == g.Key.Label) == 1 ? g.Key.Label : $"{g.Key.Label}: {g.Key.Settings}",
                    g.First().Spec, [.. g.Select(r => new Run(r)).OrderBy(r => r.Seed)]))
                .OrderBy(a => order.Contains(a.Label) ? order.IndexOf(a.Label) : int.MaxValue)
                .ThenBy(a => a.Name, StringComparer.Ordinal),
        ];
    }
}
