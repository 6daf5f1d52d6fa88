namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>Names that are unique within a report: panels by what differs, arms by their settings where labels repeat.</summary>
static class Names
{
    /// <param name="panels">The experiment and any spec of each panel.</param>
    /// <returns>
    /// Title, and what differs from the other panels of the experiment. Two folders may hold the same experiment, for example from two
    /// machines: "Title (run 1)", "Title (run 2)".
    /// </returns>
    public static IReadOnlyList<string> Headings(IReadOnlyList<(ExperimentRecord experiment, RunSpec spec)> panels)
    {
        string[] headings = [.. panels.Select(p => Heading(p.experiment, p.spec, panels.Select(o => o.spec)))];
        return
        [
            .. headings.Select((heading, i) => headings.Count(h => h == heading) == 1 ? heading
                : $"{heading} (run {headings.Take(i + 1).Count(h => h == heading)})"),
        ];
    }

    public static IReadOnlyList<string> Arms(IReadOnlyList<RunSpec> specs) =>
        [.. specs.Select(s => specs.Count(o => o.Label == s.Label) == 1 ? s.Label : $"{s.Label}: {Settings(s)}")];

    /// <summary>Everything in a spec that makes two runs with one label different work.</summary>
    public static string Settings(RunSpec spec)
    {
        string?[] parts =
        [
            Optimizers(spec),
            spec.Schedule is { } schedule ? $"schedule {schedule}" : null,
            spec.Clip is { } clip ? $"clip {clip}" : null,
            spec.Probes.Count > 0 ? $"probes {string.Join(", ", spec.Probes)}" : null,
        ];
        return string.Join("; ", parts.OfType<string>());
    }

    static string Heading(ExperimentRecord experiment, RunSpec spec, IEnumerable<RunSpec> all)
    {
        var siblings = all.Where(s => s.Experiment == spec.Experiment).ToList();
        Func<RunSpec, string>[] properties = [s => s.Workload, s => s.Profile, s => Format.Length(s.Length), s => s.Device];
        var differing = properties.Where(p => siblings.Any(s => p(s) != p(spec))).Select(p => p(spec)).ToList();
        return (experiment.Title ?? experiment.Name) + (differing.Count == 0 ? "" : $" ({string.Join(", ", differing)})");
    }

    /// <summary>One selector when every player has the same.</summary>
    static string Optimizers(RunSpec spec) => spec.Optimizers.Values.Distinct().Count() == 1
        ? spec.Optimizers.Values.First()
        : string.Join("; ", spec.Optimizers.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key}: {o.Value}"));
}
