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
        return new($"{panel.Key}-{Slug.Of(metric.Name)}",
            new(metric.Name,
                $"Learning curves of {metric.Name} on {panel.Heading}: " +
                $"{string.Join("; ", shown.Select(c => $"{c.Arm} ends at {Format.Value(c.Points[^1].Mean)}"))}.",
                Caption(metric, all, hidesUntrained)),
            ScaleOf([.. shown.SelectMany(c => c.Points)]), metric, shown);
    }

    /// <param name="all">Every arm's curve, the untrained model included.</param>
    /// <param name="hidesUntrained">Whether the chart starts after step 0.</param>
    static string Caption(Metric metric, IReadOnlyList<Curve> all, bool hidesUntrained)
    {
        var crosses = Ends(all, e => !hidesUntrained || e.Step > 0);
        var early = Ends(all, e => hidesUntrained && e.Step == 0);
        return Phrases.Join(" ",
            metric.Description.Length == 0 ? null : $"{metric.Description.TrimEnd('.')}.",
            "Line: mean over seeds; band: lowest to highest seed.",
            hidesUntrained ? "The untrained model (step 0) is omitted." : null,
            crosses.Length == 0 ? null : $"✕: diverged ({crosses}); after that the mean is over the remaining seeds.",
            early.Length == 0 ? null : $"Diverged before the first evaluation, so not shown: {early}.");
    }

    static string Ends(IReadOnlyList<Curve> curves, Func<CurveEnd, bool> which) => string.Join(", ",
        from curve in curves
        from end in curve.Ends
        where which(end)
        select $"{curve.Arm} seed {end.Seed} at step {Format.Count(end.DivergedAt)}");

    static IReadOnlyList<Curve> WithPoints(IEnumerable<Curve> curves) => [.. curves.Where(c => c.Points.Count > 0)];

    /// <summary>
    /// The untrained model is so far off that everything after it would look flat. With few points it is still worth showing.
    /// </summary>
    static bool HidesUntrained(IReadOnlyList<Curve> curves) =>
        curves.SelectMany(c => c.Points).Select(p => p.Step).Distinct().Count(s => s > 0) >= 5
        && curves.Any(c => c.Points[0].Step == 0);

    static Scale ScaleOf(CurvePoint[] points) =>
        points.Length == 0 || points.Any(p => p.Min <= 0) ? Scale.Linear
        : points.Max(p => p.Max) > WideRange * points.Min(p => p.Min) ? Scale.Log
        : Scale.LinearOrLog;
}
