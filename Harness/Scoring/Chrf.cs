namespace AdaShift.Bench.Scoring;

/// <summary>
/// chrF = (1 + β²) · P · R / (β² · P + R), with precision P and recall R of character n-grams averaged over the orders. Word n-grams up to
/// order 2 make it chrF++. Identical to sacreBLEU 2.x.
/// </summary>
/// <remarks>Sources: Popović 2015, 2017.</remarks>
public sealed record Chrf : Metric
{
    const double Epsilon = 1e-16;

    /// <summary>Character n-grams from 1 to this; 0 for none.</summary>
    public int CharacterOrder { get; init => field = From0(value, "character order"); } = 6;

    /// <summary>Word n-grams from 1 to this; 0 for none, 2 for chrF++.</summary>
    public int WordOrder { get; init => field = From0(value, "word order"); }

    /// <summary>How many times as important recall is as precision.</summary>
    public int Beta { get; init => field = From0(value, "β"); } = 2;

    public bool Lowercase { get; init; }

    /// <summary>White space counts as characters.</summary>
    public bool Whitespace { get; init; }

    /// <summary>Averages the F-scores of all orders, with 10⁻¹⁶ for a missing P or R, as chrF++.py, NLTK and Moses do.</summary>
    /// <remarks>Otherwise P and R are averaged over the orders that both sides have.</remarks>
    public bool EpsilonSmoothing { get; init; }

    public override string Name => $"chrF{Beta}{new string('+', WordOrder)}";

    /// <exception cref="ScoringException">Both orders are 0.</exception>
    internal int Orders => CharacterOrder + WordOrder > 0 ? CharacterOrder + WordOrder
        : throw new ScoringException("chrF with character order 0 and word order 0 compares nothing. Allowed: at least one from 1.");

    internal override int Width => 3 * Orders;

    internal override IEnumerable<SignatureEntry> Settings =>
    [
        new("case", "c", Lowercase ? "lc" : "mixed"),
        new("eff", "e", EpsilonSmoothing ? "no" : "yes"),
        new("nc", "nc", FormattableString.Invariant($"{CharacterOrder}")),
        new("nw", "nw", FormattableString.Invariant($"{WordOrder}")),
        new("space", "s", Whitespace ? "yes" : "no"),
    ];

    /// <inheritdoc cref="Metric.Statistics"/>
    public Score Corpus(IReadOnlyList<string> hypotheses, params IReadOnlyList<IReadOnlyList<string?>> references) =>
        Score(Statistics(hypotheses, references));

    public Score Sentence(string hypothesis, params IReadOnlyList<string> references) =>
        Corpus([hypothesis], [.. references.Select(reference => new[] { reference })]);

    public override double Value(ReadOnlySpan<long> sums) => FScore(sums);

    public override Score Score(SegmentStatistics statistics) =>
        new(Name, FScore(statistics.Sum()), Signature(statistics.References));

    internal override SegmentCounter NewCounter() => new ChrfCounter(this);

    /// <param name="counts">By order: n-grams of the hypothesis, of the reference, matches.</param>
    /// <returns>In [0, 100].</returns>
    internal double FScore(ReadOnlySpan<long> counts)
    {
        var (scores, precisions, recalls, orders, square) = (0.0, 0.0, 0.0, 0, (double)Beta * Beta);
        for (var i = 0; i < Orders; i++)
        {
            var (hypothesis, reference, matches) = (counts[3 * i], counts[(3 * i) + 1], counts[(3 * i) + 2]);
            var precision = hypothesis > 0 ? (double)matches / hypothesis : Epsilon;
            var recall = reference > 0 ? (double)matches / reference : Epsilon;
            var denominator = (square * precision) + recall;
            scores += denominator > 0 ? (1 + square) * precision * recall / denominator : Epsilon;
            if (hypothesis == 0 || reference == 0) continue;
            (precisions, recalls, orders) = (precisions + precision, recalls + recall, orders + 1);
        }

        if (EpsilonSmoothing) return 100 * scores / Orders;
        if (precisions + recalls == 0) return 0;
        var (meanPrecision, meanRecall) = (precisions / orders, recalls / orders);
        return 100 * ((1 + square) * meanPrecision * meanRecall / ((square * meanPrecision) + meanRecall));
    }

    static int From0(int value, string what) =>
        value >= 0 ? value : throw new ScoringException($"The {what} {value} is not valid. Allowed: a whole number from 0.");
}
