namespace AdaShift.Bench.Scoring;

/// <summary>Which of several references' lengths the brevity penalty compares with.</summary>
public enum ReferenceLength
{
    /// <summary>The closest to the hypothesis' length, the shorter of two: sacreBLEU.</summary>
    Closest,

    /// <summary>The shortest: tensorflow/nmt.</summary>
    Shortest,
}

/// <summary>
/// BLEU = BP · exp(Σₙ log pₙ / N), with pₙ = matches / n-grams of order n over the corpus, and BP = min(1, exp(1 − r / c)) for lengths c of
/// the hypotheses and r of the references. Identical to sacreBLEU 2.x.
/// </summary>
/// <remarks>Sources: Papineni et al. 2002; Post 2018, "A Call for Clarity in Reporting BLEU Scores".</remarks>
public sealed record Bleu : TranslationMetric
{
    /// <summary>log 0, as in sacreBLEU.</summary>
    const double LogOf0 = -9999999999;

    /// <summary>The script of tensorflow/nmt: tokens between single spaces, no smoothing, the shortest reference.</summary>
    /// <remarks>Its smoothing, if wanted, is <c>Smoothing.AddK(1)</c>. Source: nmt/scripts/bleu.py.</remarks>
    public static Bleu TensorFlowNmt { get; } = new()
    {
        Tokenizer = new SpaceTokenizer(), Smoothing = Smoothing.None, ReferenceLength = ReferenceLength.Shortest,
    };

    /// <returns><see cref="TensorFlowNmt"/>'s rules for text in tokens, otherwise sacreBLEU's defaults.</returns>
    public static Bleu Of(bool tokenized) => tokenized ? TensorFlowNmt : new();

    /// <summary>N, from 1.</summary>
    public int MaxNgramOrder
    {
        get;
        init => field = value >= 1 ? value : throw new ScoringException($"The n-gram order {value} is not valid. Allowed: from 1.");
    } = 4;

    public Smoothing Smoothing { get; init; } = Smoothing.Exp;

    public Tokenizer Tokenizer { get; init; } = Tokenizer.Default;

    public bool Lowercase { get; init; }

    /// <summary>N is the highest order that the hypotheses have n-grams of, if that is less. For sentences.</summary>
    public bool EffectiveOrder { get; init; }

    public ReferenceLength ReferenceLength { get; init; }

    public override string Name => "BLEU";

    internal override int Width => 2 + (2 * MaxNgramOrder);

    internal override IEnumerable<SignatureEntry> Settings =>
    [
        new("case", "c", Lowercase ? "lc" : "mixed"),
        new("eff", "e", EffectiveOrder ? "yes" : "no"),
        new("tok", "tok", Tokenizer.Name),
        new("smooth", "s", Smoothing.ToString()),
        .. ReferenceLength == ReferenceLength.Shortest ? [new SignatureEntry("reflen", "rl", "shortest")] : Array.Empty<SignatureEntry>(),
    ];

    /// <inheritdoc cref="TranslationMetric.Statistics"/>
    public BleuScore Corpus(IReadOnlyList<string> hypotheses, params IReadOnlyList<IReadOnlyList<string?>> references) =>
        Score(Statistics(hypotheses, references));

    /// <summary>The score of one sentence, always with <see cref="EffectiveOrder"/>: most sentences lack matches of order 4.</summary>
    public BleuScore Sentence(string hypothesis, params IReadOnlyList<string> references) =>
        (this with { EffectiveOrder = true }).Corpus([hypothesis], [.. references.Select(reference => new[] { reference })]);

    public override double Value(ReadOnlySpan<long> sums) => Value(sums, new double[MaxNgramOrder]);

    public override BleuScore Score(SegmentStatistics statistics)
    {
        var (sums, precisions, order) = (statistics.Sum(), new double[MaxNgramOrder], MaxNgramOrder);
        return new(Value(sums, precisions), Signature(statistics.References))
        {
            Matches = sums[2..(2 + order)],
            Ngrams = sums[(2 + order)..],
            Precisions = precisions,
            BrevityPenalty = BrevityPenalty(sums),
            HypothesisLength = sums[0],
            ReferenceLength = sums[1],
        };
    }

    internal override SegmentCounter NewCounter() => new BleuCounter(this);

    static double BrevityPenalty(ReadOnlySpan<long> sums) =>
        sums[0] >= sums[1] ? 1 : sums[0] > 0 ? Math.Exp(1 - ((double)sums[1] / sums[0])) : 0;

    /// <param name="precisions">Filled, in percent; 0 above the last order that has n-grams.</param>
    double Value(ReadOnlySpan<long> sums, Span<double> precisions)
    {
        var matches = sums.Slice(2, MaxNgramOrder);
        var ngrams = sums.Slice(2 + MaxNgramOrder, MaxNgramOrder);
        if (!matches.ContainsAnyExcept(0)) return 0; // with every smoothing
        var (order, penalty) = (MaxNgramOrder, 1.0);
        for (var n = 1; n <= MaxNgramOrder; n++)
        {
            var added = Smoothing.IsAddK && n > 1 ? Smoothing.Value!.Value : 0;
            var (matched, total) = (matches[n - 1] + added, ngrams[n - 1] + added);
            if (total == 0) break;
            if (EffectiveOrder) order = n;
            if (matched == 0 && Smoothing.IsExp) precisions[n - 1] = 100 / ((penalty *= 2) * total);
            else if (matched == 0 && Smoothing.IsFloor) precisions[n - 1] = 100 * Smoothing.Value!.Value / total;
            else precisions[n - 1] = 100 * matched / total;
        }

        var logs = 0.0;
        foreach (var precision in precisions[..order]) logs += precision == 0 ? LogOf0 : Math.Log(precision);
        return BrevityPenalty(sums) * Math.Exp(logs / order);
    }
}
