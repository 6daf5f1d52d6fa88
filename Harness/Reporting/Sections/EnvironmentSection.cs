namespace AdaShift.Bench.Reporting.Sections;

/// <summary>The machine and the software, one column for each different environment.</summary>
static class EnvironmentSection
{
    static readonly (string name, Func<EnvironmentRecord, string> value)[] properties =
    [
        ("AdaShift.Bench", e => e.Harness),
        ("Commit", e => e.Commit ?? "unknown"),
        ("Engine", e => e.Engine),
        ("libtorch", e => e.LibTorch),
        ("BLAS", e => e.Blas),
        ("Parallel backend", e => e.ParallelBackend),
        ("Threads per run", e => $"{e.Threads}"),
        ("CPU", e => e.Cpu),
        ("Cores", e => $"{e.Cores}"),
        ("Device", e => e.Device),
        ("Memory", e => Format.Bytes(e.MemoryBytes)),
        ("Operating system", e => e.Os),
        (".NET", e => e.DotNet),
        ("Variables", e => string.Join(", ", e.Variables.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}"))),
    ];

    public static Section Of(ReportData report)
    {
        var environments = (
            from panel in report.Panels
            from run in panel.Runs
            let environment = run.Recorded.Record?.Environment
            where environment is not null
            let values = properties.Select(p => p.value(environment)).ToArray()
            group (panel, values) by string.Join('\n', values) into runs
            select (runs.First().values, panels: runs.Select(r => r.panel).ToList())).ToList();
        return new("environment", "Environment", environments.Count switch
        {
            0 => [new Paragraph("No run has started, so no machine is recorded.")],
            _ => [Mixed(environments.SelectMany(e => e.panels.Distinct())), Table(environments)],
        });
    }

    static Table Table(List<(string[] values, List<Panel> panels)> environments)
    {
        var several = environments.Count > 1;
        List<(string name, string[] values)> rows =
            [.. properties.Select((p, i) => (p.name, environments.Select(e => e.values[i]).ToArray()))];
        if (several) rows.Insert(0, ("Of", [.. environments.Select(e => Headings(e.panels))]));
        return Document.Table.Of(rows,
        [
            new("", r => r.name),
            .. environments.Select((e, i) => new Column<(string name, string[] values)>(
                several ? Phrases.Count(e.panels.Count, "run") : "All runs",
                r => r.values[i].Length == 0 ? null : r.values[i])),
        ]);
    }

    /// <param name="panels">Each panel once per environment of its runs.</param>
    static Notice? Mixed(IEnumerable<Panel> panels)
    {
        Panel[] mixed = [.. panels.GroupBy(p => p.Key).Where(g => g.Skip(1).Any()).Select(g => g.First())];
        return mixed.Length == 0 ? null
            : new($"Runs of {Headings(mixed)} come from different environments, which may explain part of the differences between them.");
    }

    static string Headings(IEnumerable<Panel> panels) => Phrases.List([.. panels.Select(p => p.Heading).Distinct()]);
}
