namespace AdaShift.Bench.Reporting.Sections;

/// <summary>What to type to get these numbers again.</summary>
static class ReproduceSection
{
    public static Section Of(ReportData report)
    {
        var commands = report.Folders.SelectMany(f => f.Experiment.Command.Split('\n')).Select(c => Phrases.Short(c, 2000));
        return new("reproduce", "How to reproduce",
            new Commands([.. commands.Where(c => c.Length > 0).Distinct()]),
            new Paragraph(
                "Repeating the same command runs only what is missing. Then ", new Code("adashift-bench report RUNS --out FOLDER"),
                " makes this report from the records. The numbers behind it are in ", new Code("data/runs.csv"), " (one line per run), ",
                new Code("data/evaluations.csv"), " (every metric at every evaluation) and ", new Code("data/claims.csv"), "."))
        { Short = "Reproduce" };
    }
}
