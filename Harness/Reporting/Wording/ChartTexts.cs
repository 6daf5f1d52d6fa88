namespace AdaShift.Bench.Reporting.Wording;

/// <summary>Title, description and caption of each kind of chart.</summary>
static class ChartTexts
{
    /// <param name="all">Every arm's curve, the untrained model included.</param>
    /// <param name="hidesUntrained">Whether the chart starts after step 0.</param>
    public static ChartText Curves(
        Panel panel, Metric metric, IReadOnlyList<Curve> shown, IReadOnlyList<Curve> all, bool hidesUntrained)
    {
        var crosses = Ends(all, e => !hidesUntrained || e.Step > 0);
        var early = Ends(all, e => hidesUntrained && e.Step == 0);
        return new(
            metric.Name,
            $"Learning curves of {metric.Name} on {panel.Heading}: " +
            $"{string.Join("; ", shown.Select(c => $"{c.Arm} ends at {Format.Value(c.Points[^1].Mean)}"))}.",
            Phrases.Join(" ",
                metric.Description.Length == 0 ? null : $"{metric.Description.TrimEnd('.')}.",
                "Line: mean over seeds; band: lowest to highest seed.",
                hidesUntrained ? "The untrained model (step 0) is omitted." : null,
                crosses.Length == 0 ? null : $"✕: diverged ({crosses}); after that the mean is over the remaining seeds.",
                early.Length == 0 ? null : $"Diverged before the first evaluation, so not shown: {early}."));
    }

    static string Ends(IReadOnlyList<Curve> curves, Func<CurveEnd, bool> which) => string.Join(", ",
        from curve in curves
        from end in curve.Ends
        where which(end)
        select $"{curve.Arm} seed {end.Seed} at step {Format.Count(end.DivergedAt)}");

    public static ChartText Finals(Panel panel, Metric metric, IReadOnlyList<Sample> samples, Scale scale) => new(
        $"Final {metric.Name}",
        $"Final {metric.Name} on {panel.Heading}: {string.Join("; ", samples.Select(s => $"{s.Name} {Format.MeanSd(s.Summary)}"))}.",
        Phrases.Join(" ",
            "Small dots: one per seed; diamond: their mean; whiskers: 95 % confidence interval of the mean (Student).",
            scale == Scale.Log ? "A whisker without an end cap extends to zero or below." : null,
            panel.Runs.Any(r => r.Status == ReportedStatus.Diverged) ? "Diverged runs have no final value and are not shown." : null,
            !panel.Declares(metric) ? null : metric.Better == Better.Higher ? "Higher is better." : "Lower is better."));

    public static ChartText Times(Panel panel, IReadOnlyList<TimeSplit> splits) => new(
        "Time per run, by phase",
        $"Seconds per run on {panel.Heading}: {string.Join("; ", splits.Select(s => $"{s.Arm} {Format.Seconds(s.Mean.Wall)}"))}.",
        "Mean over completed runs. Training (forward and backward), optimizer and data make up the algorithm's time; " +
        "evaluation and bookkeeping are not part of it.");

    public static ChartText Heat(Panel panel, Arm arm, HeatGrid grid)
    {
        var range = $"from {Format.Value(grid.Finite[0])} to {Format.Value(grid.Finite[^1])}";
        return new(
            $"{grid.Value}: {arm.Name}",
            $"Heat map of {grid.Value} over {grid.X} and {grid.Y} for {arm.Name} on {panel.Heading}: {range}, " +
            $"median {Format.Value(grid.Quantile(0.5))}.",
            Phrases.Join(" ",
                $"{grid.Value} over {grid.X} (horizontal) and {grid.Y} (vertical), mean of {Phrases.Count(grid.N, "run")}.",
                $"Values range {range}; the colours end at the 2nd and 98th percentile.",
                grid.Partial > 0 ? $"In {Format.Count(grid.Partial)} squares not every run found one; the mean is over the others." : null,
                grid.Finite.Count < grid.Values.Length ? "Grey squares: none was found." : null));
    }
}
