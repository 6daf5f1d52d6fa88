namespace AdaShift.Bench.Reporting.Sections;

/// <summary>What each arm reached at the end: a chart and a table for each charted metric.</summary>
static class FinalValuesPart
{
    /// <summary>Values that span more than this factor are shown on a logarithmic scale.</summary>
    const double WideRange = 10;

    public static Section? Of(Panel panel) => panel.Charted.Count == 0 ? null
        : new($"{panel.Key}-finals", "Final values", panel.Charted.Select(m => Standing.Of(panel, m))
            .SelectMany(s => new Block?[] { Chart(panel, s), Table(panel, s) }));

    internal static DotChart? Chart(Panel panel, Standing standing)
    {
        Sample[] samples = [.. standing.Final.Values];
        if (samples.Length == 0) return null;
        double[] values = [.. samples.SelectMany(s => s.Values.Values)];
        var scale = values.Min() > 0 && values.Max() > WideRange * values.Min() ? Scale.Log : Scale.Linear;
        return new($"{panel.Key}-final-{Slug.Of(standing.Metric.Name)}",
            Text(panel, standing.Metric, samples, scale), scale, standing.Metric, samples);
    }

    static ChartText Text(Panel panel, Metric metric, IReadOnlyList<Sample> samples, Scale scale) => new(
        $"Final {metric.Name}",
        $"Final {metric.Name} on {panel.Heading}: {string.Join("; ", samples.Select(s => $"{s.Name} {Format.MeanSd(s.Summary)}"))}.",
        Phrases.Join(" ",
            "Small dots: one per seed; diamond: their mean; whiskers: 95 % confidence interval of the mean (Student).",
            scale == Scale.Log ? "A whisker without an end cap extends to zero or below." : null,
            panel.Runs.Any(r => r.Status == ReportedStatus.Diverged) ? "Diverged runs have no final value and are not shown." : null,
            !panel.Declares(metric) ? null : metric.Better == Better.Higher ? "Higher is better." : "Lower is better."));

    static Table Table(Panel panel, Standing standing) =>
        Document.Table.Of(panel.Arms.Select(arm => (arm, final: standing.Final.GetValueOrDefault(arm))),
            new(standing.Metric.Name, r => new ArmName(r.arm.Name)),
            new("Mean ± sd", r => r.final is null ? null : new([Format.MeanSd(r.final.Summary)], r.arm == standing.Best), Fit.Number),
            new("95 % interval", r => Interval(r.final), Fit.Number),
            new("Lowest", r => Rounded(r.final, f => f.Summary.Min), Fit.Number),
            new("Median", r => Rounded(r.final, f => f.Summary.Median), Fit.Number),
            new("Highest", r => Rounded(r.final, f => f.Summary.Max), Fit.Number),
            new("Best of the run", r => Best(r.arm, r.final, standing.Metric), Fit.Number),
            new("n", r => $"{r.final?.Values.Count ?? 0}", Fit.Number));

    static Cell? Interval(Sample? final) => final?.Ci is { } ci
        ? $"[{Rounded(final, _ => ci.Low)}, {Rounded(final, _ => ci.High)}]"
        : null;

    static string? Rounded(Sample? final, Func<Sample, double> value) =>
        final is null ? null : Format.Rounded(value(final), final.Summary.Sd ?? 0);

    /// <summary>A diverged run may have a best value but no final one, so n may differ.</summary>
    static Cell? Best(Arm arm, Sample? final, Metric metric)
    {
        if (final is null) return null;
        var best = Sample.Of(arm, metric, new(ClaimMomentKind.Best));
        if (best.Values.Count == 0) return null;
        return Format.MeanSd(best.Summary) + (best.Values.Count == final.Values.Count ? "" : $" (n = {best.Values.Count})");
    }
}
