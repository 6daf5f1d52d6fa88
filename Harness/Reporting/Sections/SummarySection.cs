namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Which optimizer reached what, how certain that is, and how many claims hold.</summary>
static class SummarySection
{
    public static Section Of(ReportData report)
    {
        var claims = report.Claims.Count == 0 ? null : new Paragraph(OverviewText.Claims(report.Claims));
        return report.Panels is [var only]
            ? new("summary", "Summary", [claims, .. Blocks(only)])
            : new("summary", "Summary", claims)
            {
                Parts = [.. report.Panels.Select(p => new Section($"summary-{p.Key}", p.Heading, Blocks(p)))],
            };
    }

    static IEnumerable<Block?> Blocks(Panel panel)
    {
        Standing[] standings = [.. panel.Charted.Select(m => Standing.Of(panel, m))];
        Standing[] ranked = [.. standings.Where(s => s.Best is not null)];
        return
        [
            ranked.Length == 0 ? null : new Bullets([.. ranked.Select(Best)]),
            Table(panel, standings),
            new Paragraph(OverviewText.Legend(ranked.Length > 0, ranked.Any(s => s.Uneven.Count > 0), panel.Facts is not null)),
        ];
    }

    static IReadOnlyList<Inline> Best(Standing standing) =>
        [OverviewText.Superlative(standing), new ArmName(standing.Best!.Name), OverviewText.Best(standing)];

    static Table Table(Panel panel, Standing[] standings) => Document.Table.Of(panel.Arms,
    [
        new("Optimizer", arm => new ArmName(arm.Name)),
        .. standings.Select(s => new Column<Arm>(Heading(panel, s.Metric), arm => Final(s, arm), Fit.Number)),
        panel.Facts?.Goal is not { } goal ? null
            : new(Phrases.Goal(goal), arm => Phrases.Reached(GoalProgress.Of(panel, arm, goal)), Fit.Number),
        new("Runs", arm => Phrases.Statuses(arm.Runs), Fit.OneLine),
    ]);

    /// <summary>With an arrow in the better direction, where the workload declares one.</summary>
    static string Heading(Panel panel, Metric metric) =>
        !panel.Declares(metric) ? metric.Name : metric.Better == Better.Higher ? $"{metric.Name} ↑" : $"{metric.Name} ↓";

    static Cell? Final(Standing standing, Arm arm)
    {
        if (!standing.Final.TryGetValue(arm, out var sample)) return null;
        var mark = standing.Tied.Contains(arm) ? "≈ " : standing.Uneven.Contains(arm) ? "(≈) " : "";
        return new([mark + Format.MeanSd(sample.Summary)], Best: arm == standing.Best);
    }
}
