namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Translations of the test set: whether they differ significantly, and some to read.</summary>
static class TranslationPart
{
    const int Shown = 10;

    /// <returns>Null if no run translated a test set.</returns>
    public static Section? Of(Panel panel)
    {
        var arms = panel.Arms.Select(arm => (Arm: arm, Translations: RunTranslation.Of(arm))).Where(a => a.Translations.Count > 0).ToList();
        return arms.Count == 0 ? null : new($"{panel.Key}-translations", "Translations",
            [.. Differences(arms), .. Samples(arms), Data(arms[0].Translations[0].Record)]);
    }

    static IEnumerable<Block> Differences(IReadOnlyList<(Arm Arm, IReadOnlyList<RunTranslation> Translations)> arms)
    {
        var rows = BleuDifference.Of(arms);
        if (rows.Count == 0) yield break;
        yield return new Paragraph(
            "Test BLEU compared with that of ", new ArmName(arms[0].Arm.Name), ", seed by seed. p: paired bootstrap resampling of the " +
            "test sentences, 1,000 samples, as sacreBLEU computes it. It accounts for the choice of sentences; the spread over seeds is " +
            "in the final values.");
        yield return Table.Of(rows,
            new("Optimizer", r => new ArmName(r.Arm)),
            new("BLEU difference, mean", r => Format.Signed(r.Differences.Values.Average(), 0.1), Fit.Number),
            new("By seed", r => string.Join(", ", r.Differences.Values.Select(d => Format.Signed(d, 0.1))), Fit.Number),
            new("p", r => string.Join(", ", r.PValues.Values.Select(Format.P)), Fit.Number),
            new("Significant (p < 0.05)", r => $"{r.Significant} of {Phrases.Count(r.PValues.Count, "seed")}", Fit.Number));
    }

    /// <summary>Sentences from all over the test set, translated by the first seed of each arm.</summary>
    static IEnumerable<Block> Samples(IReadOnlyList<(Arm Arm, IReadOnlyList<RunTranslation> Translations)> arms)
    {
        var first = arms[0].Translations[0].Record.Segments;
        var count = Math.Min(Shown, first.Count);
        yield return new Paragraph(
            $"{Phrases.Count(count, "sentence")} at equal distances in the test set, translated by one seed of each optimizer. All " +
            "translations are with the records, in ", new Code(TranslationRecord.FileName), ".");
        var lines = Enumerable.Range(0, count).Select(i => (int)((long)i * first.Count / count)).SelectMany(i => Lines(arms, i));
        yield return Table.Of(lines, new("", l => l.who), new("Sentence", l => l.text));
    }

    static IEnumerable<(Inline who, string text)> Lines(IReadOnlyList<(Arm Arm, IReadOnlyList<RunTranslation> Translations)> arms, int i)
    {
        var segment = arms[0].Translations[0].Record.Segments[i];
        yield return (new Strong($"Source {i + 1}"), segment.Source);
        yield return ("Reference", segment.Reference);
        foreach (var (arm, translations) in arms)
            if (translations[0].Record.Segments.ElementAtOrDefault(i) is { } own && own.Source == segment.Source)
                yield return (new ArmName(arm.Name), own.Translation.Length > 0 ? own.Translation : "(empty)");
    }

    static Paragraph Data(TranslationRecord record) => new(
        $"Score: {record.Score}. " + string.Join("; ", record.Data.Select(fact => $"{fact.Key}: {fact.Value}")) + ".");
}
