using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Document;

namespace AdaShift.Bench.Reporting.Sections;

/// <summary>What the numbers mean, in a few sentences; docs/reports.md has the whole.</summary>
static class ReadingSection
{
    public static Section Of(ReportData report)
    {
        var metrics = report.Panels.SelectMany(p => p.Charted).DistinctBy(m => m.Name).Where(m => m.Description.Length > 0);
        return new("reading", "How to read this report", "Reading",
        [
            new Bullets(
            [
                Item("Seed", "one repetition. Optimizers with the same seed start from the same parameters and see the same batches, so " +
                    "their differences are taken seed by seed."),
                Item("±", "standard deviation over the seeds, not an error of the mean. A 95 % interval is Student's, of the mean."),
                Item("Diverged", "a loss, a gradient, a parameter or its state stopped being finite. Such a run counts: it has no final " +
                    "value, so it is in no mean, but it never reaches the goal and it loses its pair in every comparison, by the largest " +
                    "difference seen between the two optimizers."),
                Item("Failed, damaged, unfinished, missing",
                    "say nothing about an optimizer, are in no mean, and are listed under Problems."),
                .. metrics.Select(m => Item(m.Name, $"{m.Description.TrimEnd('.')}{(m.Unit.Length == 0 ? "" : $" ({m.Unit})")}.")),
            ]),
        ],
        []);
    }

    static IReadOnlyList<Inline> Item(string word, string meaning) => [new Strong(word), $": {meaning}"];
}
