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
            .. report.Panels.Select(Evidence),
            EnvironmentSection.Of(report),
            ReproduceSection.Of(report),
            ProblemsSection.Of(report),
            ReadingSection.Of(report),
        ];
        return new Page(title ?? Title(report), [.. Lead(report)], [.. sections.OfType<Section>()]).WithUniqueIds();
    }

    static string Title(ReportData report) =>
        string.Join(" · ", report.Folders.Select(f => f.Experiment.Title ?? f.Experiment.Name).Distinct());

    /// <summary>The first lines: how many runs of what, on which data, and how they ended.</summary>
    static IEnumerable<Block> Lead(ReportData report)
    {
        var optimizers = report.Panels.SelectMany(p => p.Arms).Select(a => a.Name).Distinct().Count();
        var workloads = report.Panels.SelectMany(p => p.Arms).Select(a => a.Spec.Workload).Distinct().Count();
        Run[] runs = [.. report.Runs];
        yield return new Paragraph(
            $"{Phrases.Count(runs.Length, "run")} of {Phrases.Count(optimizers, "optimizer")} on " +
            $"{Phrases.Count(workloads, "workload")}: {Phrases.Statuses(runs)}.");
        if (report.IsQuick)
            yield return new Notice(new Strong("Quick profile."), " It shows that everything works and is too short to rank anything.");
        yield return new Bullets([.. report.Panels.Select(panel =>
            (IReadOnlyList<Inline>)[new Strong(panel.Heading), ", ", new Code(panel.Workload), Description(panel)])]);
    }

    /// <summary>What the workload is, how long it ran, on what, and the source.</summary>
    static string Description(Panel panel)
    {
        var spec = panel.Spec;
        var description = panel.Facts?.Description is { Length: > 0 } text ? $": {text}" : "";
        var source = panel.Experiment.Source is { Length: > 0 } cited ? $" Source: {cited.TrimEnd('.')}." : "";
        return $"{description}. {spec.Length.Words}, {Phrases.Seeds(panel.Runs.Select(r => r.Seed))}, on {spec.Device}, " +
            $"{spec.Profile} profile{PaperLength(panel.Experiment.PaperLength, spec.Length)}.{source}";
    }

    /// <summary>Verdicts are about the length that was run: readers must see if the source's differs.</summary>
    static string PaperLength(RunLength? paper, RunLength length) =>
        paper is null || paper.Words == length.Words ? "" : $" (the paper profile has {paper.Words})";

    /// <summary>The evidence of one panel. A new kind of evidence is one more part here.</summary>
    static Section Evidence(Panel panel)
    {
        Section?[] parts =
        [
            HeatMapPart.Of(panel),
            PicturePart.Of(panel),
            TranslationPart.Of(panel),
            CurvePart.Of(panel),
            FinalValuesPart.Of(panel),
            GoalPart.Of(panel),
            TimePart.Of(panel),
            SettingsPart.Of(panel),
        ];
        var notes = panel.Experiment.Notes is { Length: > 0 } text ? new Paragraph(text.Trim()) : null;
        return new(panel.Key, panel.Heading, notes) { Parts = [.. parts.OfType<Section>()] };
    }
}
