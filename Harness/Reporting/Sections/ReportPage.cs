using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Document;

namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Lays a report out as a page: the summary first, then the evidence, then what is needed to check it.</summary>
static class ReportPage
{
    public static Page Of(ReportData report, string? title) => new Page(
        title ?? Title(report),
        WhatRan.Of(report),
        [
            SummarySection.Of(report),
            .. report.Claims.Count == 0 ? [] : new[] { ClaimsSection.Of(report) },
            .. report.Panels.Select(p => PanelSection.Of(p, report.Colours)),
            EnvironmentSection.Of(report),
            ReproduceSection.Of(report),
            ProblemsSection.Of(report),
            ReadingSection.Of(report),
        ]).WithUniqueIds();

    static string Title(ReportData report) =>
        string.Join(" · ", report.Folders.Select(f => f.Experiment.Title ?? f.Experiment.Name).Distinct());
}
