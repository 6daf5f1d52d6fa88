namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Everything that did not go as planned: nothing is omitted silently.</summary>
static class ProblemsSection
{
    const string InNoNumber = "It is in none of the numbers.";

    public static Section Of(ReportData report)
    {
        IReadOnlyList<Inline>[] items =
        [
            .. from r in report.ArmRuns
               where r.Run.Status is not (ReportedStatus.Completed or ReportedStatus.Missing)
               select (Inline[])[Where(r), new Strong(Phrases.Status(r.Run.Status)), .. HowItEnded(r.Run)],
            .. Missing(report),
            .. NotRecorded(report),
            .. NotFinite(report),
            .. from r in report.ArmRuns
               where r.Run.Status is ReportedStatus.Completed or ReportedStatus.Diverged
               from file in HeatGrid.Unreadable(r.Run).Concat(RunPicture.Unreadable(r.Run)).Concat(RunTranslation.Unreadable(r.Run))
               select (Inline[])[$"{Where(r)}not readable: ", new Code(Phrases.Short(file)), "."],
            .. report.Unreadable.Select(problem => (Inline[])["Not readable: ", new Code(Phrases.Short(problem))]),
        ];
        return new("problems", "Problems",
            items.Length == 0 ? new Paragraph("None: every planned run completed.") : new Bullets(items));
    }

    static IEnumerable<Inline> HowItEnded(Run run)
    {
        var reason = run.Recorded.Result?.Reason is { Length: > 0 } text ? $": {Phrases.Short(text).TrimEnd('.')}" : "";
        var reached = run.Evaluations is [.., var last] ? $", reached step {Format.Count(last.Step)}" : "";
        return run.Status switch
        {
            ReportedStatus.Diverged => [$" at step {Format.Count(run.Recorded.Result!.Steps)}{reason}."],
            ReportedStatus.Failed => [$"{reason}. {InNoNumber}"],
            ReportedStatus.Damaged => [$": {run.Damage}. {InNoNumber} Its records are in ", new Code(run.Recorded.Name), "."],
            _ => [$"{reached}. It is in none of the final numbers; its evaluations are in the curves."],
        };
    }

    static IEnumerable<IReadOnlyList<Inline>> Missing(ReportData report) =>
        from panel in report.Panels
        from arm in panel.Arms
        let seeds = arm.With(ReportedStatus.Missing).Select(r => r.Seed)
        where seeds.Any()
        select (Inline[])
            [$"{panel.Heading}, {arm.Name}, {Phrases.Seeds(seeds)}: ", new Strong("missing"), ": planned, but never started."];

    static IEnumerable<IReadOnlyList<Inline>> NotRecorded(ReportData report) =>
        from panel in report.Panels
        from chart in panel.Experiment.Charts.Distinct()
        where panel.Metrics.All(m => m.Name != chart)
        select (Inline[])[$"{panel.Heading}: no run recorded ", new Code(chart), ", which the experiment wants as a chart."];

    /// <summary>Completed, because the loss of every step was finite, and yet without a final value.</summary>
    static IEnumerable<IReadOnlyList<Inline>> NotFinite(ReportData report) =>
        from r in report.ArmRuns
        where r.Run.Status == ReportedStatus.Completed
        from metric in r.Panel.Charted
        where r.Run.IsLostAt(metric.Name, new(ClaimMomentKind.End))
        select (Inline[])
        [
            Where(r), new Code(metric.Name),
            " is not finite at the end: it is excluded from every mean and loses its pair in every comparison.",
        ];

    static string Where((Panel Panel, Arm Arm, Run Run) r) => $"{r.Panel.Heading}, {r.Arm.Name}, seed {r.Run.Seed}: ";
}
