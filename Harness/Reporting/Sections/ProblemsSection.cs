namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Everything that did not go as planned: nothing is omitted silently.</summary>
static class ProblemsSection
{
    public static Section Of(ReportData report)
    {
        IReadOnlyList<Inline>[] items =
        [
            .. Ended(report),
            .. Missing(report),
            .. NotRecorded(report),
            .. NotFinite(report),
            .. UnreadableArtefacts(report),
            .. report.Unreadable.Select(ProblemText.Unreadable),
        ];
        return new("problems", "Problems", items.Length == 0 ? new Paragraph(ProblemText.None) : new Bullets(items));
    }

    static IEnumerable<IReadOnlyList<Inline>> Ended(ReportData report) =>
        from r in report.ArmRuns
        where r.Run.Status is not (ReportedStatus.Completed or ReportedStatus.Missing)
        select ProblemText.Ended(r.Panel, r.Arm, r.Run);

    static IEnumerable<IReadOnlyList<Inline>> Missing(ReportData report) =>
        from panel in report.Panels
        from arm in panel.Arms
        let seeds = arm.With(ReportedStatus.Missing).Select(r => r.Seed)
        where seeds.Any()
        select ProblemText.Missing(panel, arm, seeds);

    static IEnumerable<IReadOnlyList<Inline>> NotRecorded(ReportData report) =>
        from panel in report.Panels
        from chart in panel.Experiment.Charts.Distinct()
        where panel.Metrics.All(m => m.Name != chart)
        select ProblemText.NotRecorded(panel, chart);

    /// <summary>Completed, because the loss of every step was finite, and yet without a final value.</summary>
    static IEnumerable<IReadOnlyList<Inline>> NotFinite(ReportData report) =>
        from r in report.ArmRuns
        where r.Run.Status == ReportedStatus.Completed
        from metric in r.Panel.Charted
        where r.Run.IsLostAt(metric.Name, new(ClaimMomentKind.End))
        select ProblemText.NotFinite(r.Panel, r.Arm, r.Run, metric);

    static IEnumerable<IReadOnlyList<Inline>> UnreadableArtefacts(ReportData report) =>
        from r in report.ArmRuns
        where r.Run.Status is ReportedStatus.Completed or ReportedStatus.Diverged
        from file in HeatGrid.Unreadable(r.Run).Concat(RunPicture.Unreadable(r.Run))
        select ProblemText.UnreadableArtefact(r.Panel, r.Arm, r.Run, file);
}
