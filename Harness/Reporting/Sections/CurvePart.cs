namespace AdaShift.Bench.Reporting.Sections;

/// <summary>A chart of learning curves for each charted metric.</summary>
static class CurvePart
{
    /// <summary>Curves that span more than this factor start on a logarithmic scale.</summary>
    const double WideRange = 30;

    public static Section? Of(Panel panel) => panel.Charted.Count == 0 ? null
        : new($"{panel.Key}-curves", "Learning curves", panel.Charted.Select(m => Chart(panel, m)));

    internal static CurveChart Chart(Panel panel, Metric metric)
    {
        var all = WithPoints(panel.Arms.Select(arm => Curve.Of(arm, metric.Name)));
        var hidesUntrained = HidesUntrained(all);
        var shown = hidesUntrained ? WithPoints(all.Select(c => c.WithoutUntrained())) : all;
        var text = ChartTexts.Curves(panel, metric, shown, all, hidesUntrained);
        return new($"{panel.Key}-{Slug.Of(metric.Name)}", text, ScaleOf([.. shown.SelectMany(c => c.Points)]), metric, shown);
    }

    static IReadOnlyList<Curve> WithPoints(IEnumerable<Curve> curves) => [.. curves.Where(c => c.Points.Count > 0)];

    /// <summary>
    /// The untrained model is so far off that everything after it would look flat; with few points it is still worth showing.
    /// </summary>
    static bool HidesUntrained(IReadOnlyList<Curve> curves) =>
        curves.SelectMany(c => c.Points).Select(p => p.Step).Distinct().Count(s => s > 0) >= 5
        && curves.Any(c => c.Points[0].Step == 0);

    static Scale ScaleOf(CurvePoint[] points) =>
        points.Length == 0 || points.Any(p => p.Min <= 0) ? Scale.Linear
        : points.Max(p => p.Max) > WideRange * points.Min(p => p.Min) ? Scale.Log
        : Scale.LinearOrLog;
}
