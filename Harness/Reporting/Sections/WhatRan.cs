using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Document;

namespace AdaShift.Bench.Reporting.Sections;

/// <summary>The first lines: how many runs of what on which data, and how they ended.</summary>
static class WhatRan
{
    public static IReadOnlyList<Block> Of(ReportData report)
    {
        var runs = report.Runs.ToList();
        var optimizers = report.Panels.SelectMany(p => p.Arms).Select(a => a.Name).Distinct().Count();
        var workloads = report.Panels.Select(p => p.Spec.Workload).Distinct().Count();
        return
        [
            new Paragraph(
                $"{Words.Plural(runs.Count, "run", "runs")} of {Words.Plural(optimizers, "optimizer", "optimizers")} on " +
                $"{Words.Plural(workloads, "workload", "workloads")}: {Words.Statuses(runs)}."),
            .. report.IsQuick
                ? new[] { new Notice(new Strong("Quick profile."), " It shows that everything works, and is too short to rank anything.") }
                : [],
            new Bullets([.. report.Panels.Select(Describe)]),
        ];
    }

    /// <summary>Verdicts speak of the length that was run: a reader must see how much less than the source's that is.</summary>
    static string PaperLength(Panel panel)
    {
        var length = panel.Spec.Length;
        return panel.Experiment.PaperLength is { } paper && (paper.Epochs, paper.Steps) != (length.Epochs, length.Steps)
            ? $" (the paper profile has {Analysis.Describe.Length(paper)})" : "";
    }

    static IReadOnlyList<Inline> Describe(Panel panel)
    {
        var spec = panel.Spec;
        var description = panel.Facts?.Description is { Length: > 0 } text ? $": {text}" : "";
        return
        [
            new Strong(panel.Heading),
            ", ",
            new Code(spec.Workload),
            $"{description}. {Analysis.Describe.Length(spec.Length)}, {Words.Seeds(panel.Runs.Select(r => r.Seed))}, " +
            $"on {spec.Device}, {spec.Profile} profile{PaperLength(panel)}." +
            (panel.Experiment.Source is { Length: > 0 } source ? $" Source: {source.TrimEnd('.')}." : ""),
        ];
    }
}
