using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Charts;
using AdaShift.Bench.Reporting.Document;
using AdaShift.Bench.Timing.Statistics;

namespace AdaShift.Bench.Reporting.Sections;

/// <summary>
/// The evidence of one panel: curves, final values, goal, time, settings. A later kind of evidence is one more part here.
/// </summary>
static class PanelSection
{
    public static Section Of(Panel panel, IReadOnlyDictionary<string, int> colours) => new(
        panel.Key, panel.Heading, panel.Heading,
        panel.Experiment.Notes is { Length: > 0 } notes ? [new Paragraph(notes.Trim())] : [],
        [
            .. HeatMaps(panel),
            .. Curves(panel, colours),
            .. panel.Charted.Count == 0 ? [] : new[] { Finals(panel, colours) },
            .. panel.Facts is null ? [] : new[] { GoalPart.Of(panel, panel.Facts.Goal, colours) },
            .. TimePart.Of(panel, colours) is { } time ? [time] : Array.Empty<Section>(),
            SettingsPart.Of(panel, colours),
        ]);

    static IEnumerable<Section> HeatMaps(Panel panel)
    {
        var maps = panel.Arms.SelectMany(a => HeatGrid.Of(a).Select(g => HeatMap.Of(panel, a, g))).OfType<Chart>();
        Block[] charts = [.. maps.Select(m => new Figure(m))];
        if (charts.Length > 0) yield return new($"{panel.Key}-planes", "Heat maps", charts);
    }

    static IEnumerable<Section> Curves(Panel panel, IReadOnlyDictionary<string, int> colours)
    {
        Block[] charts = [.. panel.Charted.Select(m => new Figure(CurveChart.Of(panel, m, colours)))];
        if (charts.Length > 0) yield return new($"{panel.Key}-curves", "Learning curves", charts);
    }

    static Section Finals(Panel panel, IReadOnlyDictionary<string, int> colours) => new(
        $"{panel.Key}-finals", "Final values",
        [
            .. panel.Charted.SelectMany(m => new Block?[]
            {
                FinalChart.Of(panel, m, colours) is { } chart ? new Figure(chart) : null,
                FinalTable(panel, m, colours),
            }).OfType<Block>(),
        ]);

    static Table FinalTable(Panel panel, Metric metric, IReadOnlyDictionary<string, int> colours)
    {
        var standing = Standing.Of(panel, metric);
        return new(
            [
                new(metric.Name), new("Mean ± sd", Numeric: true), new("95 % interval", Numeric: true), new("Lowest", Numeric: true),
                new("Median", Numeric: true), new("Highest", Numeric: true), new("Best of the run", Numeric: true), new("n", Numeric: true),
            ],
            [.. panel.Arms.Select(a => (IReadOnlyList<Cell>)[new Cell(Words.Label(a, colours)), .. Numbers(panel, standing, a)])]);
    }

    static IEnumerable<Cell> Numbers(Panel panel, Standing standing, Arm arm)
    {
        if (!standing.Final.TryGetValue(arm, out var final)) return Enumerable.Repeat(new Cell("–"), 6).Append(new Cell("0"));
        var values = panel.Recorded(arm, standing.Metric, new(ClaimMomentKind.End)).Values.ToList();
        var best = panel.Recorded(arm, standing.Metric, new(ClaimMomentKind.Best)).Values.ToList();
        var sd = final.Sd ?? 0;
        return
        [
            new Cell([Format.MeanSd(final)], Best: arm == standing.Best),
            new(ConfidenceInterval.OfMean(values) is { } ci ? $"[{Format.Rounded(ci.Low, sd)}, {Format.Rounded(ci.High, sd)}]" : "–"),
            new(Format.Rounded(final.Min, sd)),
            new(Format.Rounded(final.Median, sd)),
            new(Format.Rounded(final.Max, sd)),
            new(best.Count == 0 ? "–" : Format.MeanSd(Summary.Of(best)) + (best.Count == final.N ? "" : $" (n = {best.Count})")),
            new($"{final.N}"),
        ];
    }
}
