using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Document;

namespace AdaShift.Bench.Reporting.Sections;

/// <summary>What to type to get these numbers again.</summary>
static class ReproduceSection
{
    public static Section Of(ReportData report) => new("reproduce", "How to reproduce", "Reproduce",
    [
        new Commands([.. report.Folders.SelectMany(f => f.Experiment.Command.Split('\n')).Select(c => Words.Short(c, 2000))
            .Where(c => c.Length > 0).Distinct()]),
        new Paragraph(
            "The same command again does only what is missing. Then ", new Code("adashift-bench report RUNS --out FOLDER"),
            " makes this report from the records. The numbers behind it lie beside it: ", new Code("data/runs.csv"), " (one line a run), ",
            new Code("data/evaluations.csv"), " (every metric at every evaluation) and ", new Code("data/claims.csv"), "."),
    ],
    []);
}
