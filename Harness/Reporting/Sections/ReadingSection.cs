namespace AdaShift.Bench.Reporting.Sections;

/// <summary>What the numbers mean, in a few sentences; docs/reports.md has the details.</summary>
static class ReadingSection
{
    static readonly IReadOnlyList<(string word, string meaning)> words =
    [
        ("Seed", "one repetition. Optimizers with the same seed start from the same parameters and see the same batches, so they are " +
            "compared seed by seed."),
        ("±", "standard deviation over the seeds, not the standard error of the mean. A 95 % interval is Student's, of the mean."),
        ("Diverged", "a loss, a gradient, a parameter or its state stopped being finite. Such a run counts: it has no final value, so it " +
            "is in no mean, but it never reaches the goal, and it loses its pair in every comparison, by the largest difference seen " +
            "between the two optimizers."),
        ("Failed, damaged, unfinished, missing",
            "say nothing about an optimizer, are excluded from every mean, and are listed under Problems."),
    ];

    public static Section Of(ReportData report)
    {
        var metrics =
            from metric in report.Panels.SelectMany(p => p.Charted).DistinctBy(m => m.Name)
            where metric.Description.Length > 0
            let unit = metric.Unit.Length == 0 ? "" : $" ({metric.Unit})"
            select (word: metric.Name, meaning: $"{metric.Description.TrimEnd('.')}{unit}.");
        return new("reading", "How to read this report", new Bullets([.. words.Concat(metrics).Select(w => Item(w.word, w.meaning))]))
        {
            Short = "Reading",
        };
    }

    static IReadOnlyList<Inline> Item(string word, string meaning) => [new Strong(word), $": {meaning}"];
}
