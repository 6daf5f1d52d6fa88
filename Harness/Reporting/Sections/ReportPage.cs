namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Lays a report out as a page: the summary first, then the evidence, then what is needed to check it.</summary>
static class ReportPage
{
    public static Page Of(ReportData report, string? title)
    {
        Section?[] sections =
        [
            SummarySection.Of(report),
            ClaimsSection.Of(report),
            .. report.Panels.Select(PanelSection.Of),
            EnvironmentSection.Of(report),
            ReproduceSection.Of(report),
            ProblemsSection.Of(report),
            ReadingSection.Of(report),
        ];
        return new Page(title ?? Title(report), Lead.Of(report), [.. sections.OfType<Section>()]).WithUniqueIds();
    }

    static string Title(ReportData report) =>
        string.Join(" · ", report.Folders.Select(f => f.Experiment.Title ?? f.Experiment.Name).Distinct());
}
