using AdaShift.Bench.Scoring;

namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>An arm's translations next to the first arm's, seed by seed.</summary>
/// <remarks>
/// Two sources of randomness: another seed trains another model, and other test sentences give another score. The comparison of final
/// values is about the first, this one about the second, by paired bootstrap resampling of the sentences, as in sacreBLEU.
/// </remarks>
/// <param name="Differences">BLEU of the arm − BLEU of the first, by seed.</param>
/// <param name="PValues">Of each, by seed.</param>
public sealed record BleuDifference(string Arm, IReadOnlyDictionary<long, double> Differences, IReadOnlyDictionary<long, double> PValues)
{
    const int Samples = 1_000; // sacreBLEU's

    /// <summary>How many seeds have a difference that is significant at 5 %.</summary>
    public int Significant => PValues.Values.Count(p => p < 0.05);

    /// <returns>One for each arm but the first that shares a seed and its test set with it.</returns>
    public static IReadOnlyList<BleuDifference> Of(IReadOnlyList<(Arm Arm, IReadOnlyList<RunTranslation> Translations)> arms) =>
        arms.Count == 0 ? [] : [.. arms.Skip(1).Select(other => Between(arms[0], other)).Where(d => d.Differences.Count > 0)];

    static BleuDifference Between(
        (Arm Arm, IReadOnlyList<RunTranslation> Translations) first, (Arm Arm, IReadOnlyList<RunTranslation> Translations) other)
    {
        var (differences, pValues) = (new SortedDictionary<long, double>(), new SortedDictionary<long, double>());
        foreach (var (one, two) in first.Translations.Join(other.Translations, t => t.Seed, t => t.Seed, (a, b) => (a, b)))
        {
            if (!SameTest(one.Record, two.Record)) continue;
            var bleu = Bleu.Of(one.Record.Tokenized);
            var (baseline, system) = (one.Statistics(bleu), two.Statistics(bleu));
            var result = PairedTest.Compare(bleu, baseline, system, new(ResamplingKind.Bootstrap, Samples, new()));
            differences[one.Seed] = result.Score - bleu.Value(baseline.Sum());
            pValues[one.Seed] = result.PValue!.Value;
        }

        return new(other.Arm.Name, differences, pValues);
    }

    static bool SameTest(TranslationRecord one, TranslationRecord two) => one.Tokenized == two.Tokenized
        && one.Segments.Select(s => (s.Source, s.Reference)).SequenceEqual(two.Segments.Select(s => (s.Source, s.Reference)));
}
