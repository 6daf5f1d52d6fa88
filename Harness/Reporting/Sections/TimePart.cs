namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Where the time went, phase by phase.</summary>
static class TimePart
{
    /// <summary>Below this share of the processor time asked for, other work has visibly stretched the seconds.</summary>
    const double Enough = 0.9;

    /// <returns>Null when no run completed.</returns>
    public static Section? Of(Panel panel)
    {
        var rows = panel.Arms.Select(arm => (arm, split: TimeSplit.Of(panel, arm))).ToList();
        TimeSplit[] splits = [.. rows.Select(r => r.split).OfType<TimeSplit>()];
        return splits.Length == 0 ? null : new($"{panel.Key}-timing", "Time",
            Chart(panel, splits),
            Table(rows),
            Crowded([.. splits.Select(s => s.ProcessorShare).OfType<double>()]),
            new Paragraph(EvidenceText.TimeMethod(panel.IsPastWarmUp)));
    }

    internal static TimeChart Chart(Panel panel, IReadOnlyList<TimeSplit> splits) =>
        new($"{panel.Key}-time", ChartTexts.Times(panel, splits), splits);

    static Table Table(IEnumerable<(Arm arm, TimeSplit? split)> rows) => Document.Table.Of(rows,
        new("Optimizer", r => new ArmName(r.arm.Name)),
        new("Time per step", r => EvidenceText.StepTime(r.split), Fit.Number),
        new("Training", r => Share(r.split, s => s.Training), Fit.Number),
        new("Optimizer step", r => Share(r.split, s => s.Optimizer), Fit.Number),
        new("Data", r => Share(r.split, s => s.Data), Fit.Number),
        new("Algorithm", r => Seconds(r.split, s => s.Algorithm), Fit.Number),
        new("Evaluation", r => Seconds(r.split, s => s.Evaluation), Fit.Number),
        new("Wall", r => Seconds(r.split, s => s.Wall), Fit.Number),
        new("Peak memory", r => r.split is null ? null : Memory(r.arm), Fit.Number),
        new("n", r => $"{r.split?.N ?? 0}", Fit.Number));

    static Cell? Share(TimeSplit? split, Func<PhaseSeconds, double> phase) =>
        split is null ? null : EvidenceText.Share(phase(split.Mean), of: split.Mean.Algorithm);

    static Cell? Seconds(TimeSplit? split, Func<PhaseSeconds, double> phase) =>
        split is null ? null : Format.Seconds(phase(split.Mean));

    static string Memory(Arm arm) => Format.Bytes(arm.Runs.Max(r => r.Recorded.Result?.PeakMemoryBytes ?? 0));

    static Notice? Crowded(double[] shares) =>
        shares.Length == 0 || shares.Min() >= Enough ? null : new(EvidenceText.Crowded(shares.Min(), shares.Max()));
}
