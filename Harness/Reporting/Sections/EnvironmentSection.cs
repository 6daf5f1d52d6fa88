using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Document;

namespace AdaShift.Bench.Reporting.Sections;

/// <summary>The machine and the software, one column for each different one.</summary>
static class EnvironmentSection
{
    static readonly (string name, Func<EnvironmentRecord, string> value)[] rows =
    [
        ("AdaShift.Bench", e => e.Harness),
        ("Commit", e => e.Commit ?? "unknown"),
        ("Engine", e => e.Engine),
        ("libtorch", e => e.LibTorch),
        ("BLAS", e => e.Blas),
        ("Parallel backend", e => e.ParallelBackend),
        ("Threads a run", e => $"{e.Threads}"),
        ("CPU", e => e.Cpu),
        ("Cores", e => $"{e.Cores}"),
        ("Device", e => e.Device),
        ("Memory", e => Format.Bytes(e.MemoryBytes)),
        ("Operating system", e => e.Os),
        (".NET", e => e.DotNet),
        ("Variables", e => string.Join(", ", Variables(e))),
    ];

    public static Section Of(ReportData report)
    {
        var environments = (
            from panel in report.Panels
            from run in panel.Runs
            let environment = run.Recorded.Record?.Environment
            where environment is not null
            group (panel, environment) by string.Join('\n', rows.Select(r => r.value(environment)))).ToList();
        if (environments.Count == 0)
            return new("environment", "Environment", [new Paragraph("No run has started, so no machine is recorded.")]);
        var several = environments.Count > 1;
        return new("environment", "Environment",
        [
            .. Mixed(environments.SelectMany(e => e.Select(r => r.panel).Distinct())) is { } mixed ? new[] { new Notice(mixed) } : [],
            new Table(
                [new(""), .. environments.Select(e => new Column(several ? Words.Plural(e.Count(), "run", "runs") : "All runs"))],
                [
                    .. several ? new[] { Row("Of", environments.Select(e => Headings(e.Select(r => r.panel)))) } : [],
                    .. rows.Select(r => Row(r.name, environments.Select(e => r.value(e.First().environment)))),
                ]),
        ]);
    }

    /// <param name="panels">Once for each environment that they have runs of.</param>
    static string? Mixed(IEnumerable<Panel> panels)
    {
        var mixed = panels.GroupBy(p => p.Key).Where(g => g.Skip(1).Any()).Select(g => g.First()).ToList();
        return mixed.Count == 0 ? null
            : $"Runs of {Headings(mixed)} come from different environments: differences between them may not be the optimizer's alone.";
    }

    static string Headings(IEnumerable<Panel> panels) => Words.List([.. panels.Select(p => p.Heading).Distinct()]);

    static IReadOnlyList<Cell> Row(string name, IEnumerable<string> values) => [new(name), .. values.Select(Value)];

    static IEnumerable<string> Variables(EnvironmentRecord e) =>
        e.Variables.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}");

    static Cell Value(string text) => new(text.Length == 0 ? "–" : text);
}
