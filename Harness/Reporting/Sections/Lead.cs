namespace AdaShift.Bench.Reporting.Sections;

/// <summary>The first lines: how many runs of what on which data, and how they ended.</summary>
static class Lead
{
    public static IReadOnlyList<Block> Of(ReportData report)
    {
        var optimizers = report.Panels.SelectMany(p => p.Arms).Select(a => a.Name).Distinct().Count();
        var workloads = report.Panels.SelectMany(p => p.Arms).Select(a => a.Spec.Workload).Distinct().Count();
        Block?[] blocks =
        [
            new Paragraph(OverviewText.Runs([.. report.Runs], optimizers, workloads)),
            report.IsQuick ? new Notice(new Strong("Quick profile."), OverviewText.Quick) : null,
            new Bullets([.. report.Panels.Select(Line)]),
        ];
        return [.. blocks.OfType<Block>()];
    }

    static IReadOnlyList<Inline> Line(Panel panel) =>
        [new Strong(panel.Heading), ", ", new Code(panel.Workload), OverviewText.Workload(panel)];
}
