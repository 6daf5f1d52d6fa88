using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Document;

namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Lays a study out as a page: the summary first, then the evidence, then what is needed to check it.</summary>
static class ReportPage
{
    public static Page Of(Study study, string? title) => new Page(
        title ?? Title(study),
        WhatRan.Of(study),
        [
            SummarySection.Of(study),
            .. study.Claims.Count == 0 ? [] : new[] { ClaimsSection.Of(study) },
            .. study.Panels.Select(p => PanelSection.Of(p, study.Colours)),
            EnvironmentSection.Of(study),
            ReproduceSection.Of(study),
            ProblemsSection.Of(study),
            ReadingSection.Of(study),
        ]).WithUniqueIds();

    static string Title(Study study) =>
        string.Join(" · ", study.Folders.Select(f => f.Experiment.Title ?? f.Experiment.Name).Distinct());
}
