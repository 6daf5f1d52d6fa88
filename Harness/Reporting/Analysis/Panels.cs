
namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>Sorts the runs of run folders into panels of what may be compared.</summary>
static class Panels
{
    public static IReadOnlyList<Panel> Of(IReadOnlyList<RecordedExperiment> folders)
    {
        var groups = folders.SelectMany(folder => GroupsOf(folder).Select(runs => (folder.Experiment, runs))).ToList();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var keys = groups.Select(g => Slug.Unique(Slug.Of(g.Experiment.Name), taken)).ToList();
        var all = groups.Select(g => g.runs).ToList();
        var headings = Numbered([.. groups.Select(g => Heading(g.Experiment, g.runs, all))]);
        return [.. groups.Select((g, i) => Build(keys[i], headings[i], g.Experiment, g.runs))];
    }

    static IEnumerable<List<RecordedRun>> GroupsOf(RecordedExperiment folder) => folder.Runs
        .GroupBy(c => (c.Spec.Workload, c.Spec.Length, c.Spec.Profile, c.Spec.Device))
        .OrderBy(g => g.Key.Workload, StringComparer.Ordinal)
        .ThenBy(g => g.Key.Profile, StringComparer.Ordinal)
        .ThenBy(g => g.Key.Device, StringComparer.Ordinal)
        .ThenBy(g => Describe.Length(g.Key.Length), StringComparer.Ordinal)
        .Select(g => g.ToList());

    static Panel Build(string key, string heading, ExperimentRecord experiment, List<RecordedRun> runs)
    {
        var arms = runs.GroupBy(c => new ArmKey(c.Spec)).Select(g => g.ToList()).ToList();
        var names = Names([.. arms.Select(a => a[0].Spec)]);
        var order = experiment.Labels.Select((label, i) => (label, i)).DistinctBy(l => l.label).ToDictionary(l => l.label, l => l.i);
        return new(key, heading, experiment, runs.Select(c => c.Record?.Workload).OfType<WorkloadFacts>().FirstOrDefault(),
        [
            .. arms
                .Select((a, i) => new Arm(names[i], a[0].Spec, [.. a.Select(c => new Run(c)).OrderBy(r => r.Seed)]))
                .OrderBy(a => order.GetValueOrDefault(a.Label, int.MaxValue))
                .ThenBy(a => a.Name, StringComparer.Ordinal),
        ]);
    }

    /// <summary>Title, and what tells it from the other panels of the same title.</summary>
    static string Heading(ExperimentRecord experiment, List<RecordedRun> runs, IEnumerable<List<RecordedRun>> all)
    {
        var spec = runs[0].Spec;
        var siblings = all.Select(c => c[0].Spec).Where(s => s.Experiment == spec.Experiment).ToList();
        string[] marks =
        [
            siblings.Select(s => s.Workload).Distinct().Skip(1).Any() ? spec.Workload : "",
            siblings.Select(s => s.Profile).Distinct().Skip(1).Any() ? spec.Profile : "",
            siblings.Select(s => s.Length).Distinct().Skip(1).Any() ? Describe.Length(spec.Length) : "",
            siblings.Select(s => s.Device).Distinct().Skip(1).Any() ? spec.Device : "",
        ];
        var mark = string.Join(", ", marks.Where(m => m.Length > 0));
        return (experiment.Title ?? experiment.Name) + (mark.Length == 0 ? "" : $" ({mark})");
    }

    /// <summary>Labels; where one label stands for several settings, with the settings.</summary>
    static List<string> Names(List<RunSpec> specs) =>
        [.. specs.Select(s => specs.Count(o => o.Label == s.Label) == 1 ? s.Label : $"{s.Label}: {Describe.Settings(s)}")];

    /// <summary>Two folders may hold the same experiment, from two machines say: "Title (run 1)", "Title (run 2)".</summary>
    static List<string> Numbered(List<string> headings) =>
    [
        .. headings.Select((heading, i) => headings.Count(h => h == heading) == 1 ? heading
            : $"{heading} (run {headings.Take(i + 1).Count(h => h == heading)})"),
    ];

    /// <summary>Everything in a spec that makes two runs of one label different work.</summary>
    sealed record ArmKey(string Label, string Settings)
    {
        public ArmKey(RunSpec spec)
            : this(spec.Label, Describe.Settings(spec)) { }
    }
}
