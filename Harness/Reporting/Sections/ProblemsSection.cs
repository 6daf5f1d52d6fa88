using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Document;

namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Everything that did not go as planned: nothing is left out in silence.</summary>
static class ProblemsSection
{
    public static Section Of(ReportData report)
    {
        IReadOnlyList<Inline>[] items =
        [
            .. from panel in report.Panels
               from arm in panel.Arms
               from run in arm.Runs
               where run.Status is not (RunState.Completed or RunState.Missing)
               select Item(panel, arm, run),
            .. from panel in report.Panels
               from arm in panel.Arms
               where arm.Count(RunState.Missing) > 0
               select Missing(panel, arm),
            .. report.Panels.SelectMany(NotRecorded),
            .. report.Panels.SelectMany(NotFinite),
            .. from panel in report.Panels
               from arm in panel.Arms
               from run in arm.Counted
               from name in HeatGrid.Unreadable(run)
               select (IReadOnlyList<Inline>)[$"{Where(panel, arm, run)}not readable: ", new Code(Words.Short(name)), "."],
            .. report.Unreadable.Select(p => (IReadOnlyList<Inline>)["Not readable: ", new Code(Words.Short(p))]),
        ];
        return new("problems", "Problems", items.Length == 0
            ? [new Paragraph("None: every planned run completed.")]
            : [new Bullets(items)]);
    }

    static IReadOnlyList<Inline> Item(Panel panel, Arm arm, Run run)
    {
        var where = Where(panel, arm, run);
        var reason = run.Recorded.Result?.Reason is { Length: > 0 } text ? $": {Words.Short(text).TrimEnd('.')}" : "";
        return run.Status switch
        {
            RunState.Diverged => [where, new Strong("diverged"), $" at step {Format.Count(run.Recorded.Result!.Steps)}{reason}."],
            RunState.Failed => [where, new Strong("failed"), $"{reason}. It is in none of the numbers."],
            RunState.Damaged =>
            [
                where, new Strong("damaged"), $": {run.Damage}. It is in none of the numbers. Its records are in ",
                new Code(run.Recorded.Name), ".",
            ],
            _ =>
            [
                where, new Strong("unfinished"),
                $"{Reached(run)}. It is in none of the final numbers; its evaluations are in the curves.",
            ],
        };
    }

    static string Where(Panel panel, Arm arm, Run run) => $"{panel.Heading}, {arm.Name}, seed {run.Seed}: ";

    /// <summary>Completed, as every loss of a step was finite, and yet without a number to show for it.</summary>
    static IEnumerable<IReadOnlyList<Inline>> NotFinite(Panel panel) =>
        from arm in panel.Arms
        from run in arm.Runs
        where run.Status == RunState.Completed
        from metric in panel.Charted
        where run.IsLostAt(metric.Name, new(ClaimMomentKind.End))
        select (IReadOnlyList<Inline>)
        [
            Where(panel, arm, run), new Code(metric.Name),
            " is not finite at the end: it is in no mean, and loses its pair in every comparison.",
        ];

    static IReadOnlyList<Inline> Missing(Panel panel, Arm arm) =>
    [
        $"{panel.Heading}, {arm.Name}, {Words.Seeds(arm.Runs.Where(r => r.Status == RunState.Missing).Select(r => r.Seed))}: ",
        new Strong("missing"), ": planned, but never started.",
    ];

    static string Reached(Run run) => run.Evaluations.Count == 0 ? "" : $", got to step {Format.Count(run.Evaluations[^1].Step)}";

    static IEnumerable<IReadOnlyList<Inline>> NotRecorded(Panel panel) => panel.Experiment.Charts
        .Distinct()
        .Where(c => panel.Metrics.All(m => m.Name != c))
        .Select(c => (IReadOnlyList<Inline>)
            [$"{panel.Heading}: no run recorded ", new Code(c), ", which the experiment wants as a chart."]);
}
