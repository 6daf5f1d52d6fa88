using AdaShift.Bench.Contracts;
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

    public static Section Of(Study study)
    {
        var environments = study.Runs
            .Select(r => r.Cell.Record?.Environment)
            .OfType<EnvironmentRecord>()
            .GroupBy(e => string.Join('\n', rows.Select(r => r.value(e))))
            .Select(g => (first: g.First(), count: g.Count()))
            .ToList();
        return new("environment", "Environment", environments.Count == 0
            ? [new Paragraph("No run has started, so no machine is recorded.")]
            : [new Table(
                [new(""), .. environments.Select(e => new Column(Heading(e.count, environments.Count)))],
                [.. rows.Select(r => (IReadOnlyList<Cell>)[new(r.name), .. environments.Select(e => Value(r.value(e.first)))])])]);
    }

    static string Heading(int runs, int environments) => environments == 1 ? "All runs" : Words.Plural(runs, "run", "runs");

    static IEnumerable<string> Variables(EnvironmentRecord e) =>
        e.Variables.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}");

    static Cell Value(string text) => new(text.Length == 0 ? "–" : text);
}
