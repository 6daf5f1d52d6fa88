namespace AdaShift.Bench.Scoring;

/// <summary>A score of hypotheses against references that follows from sums over segments: <see cref="Bleu"/>, <see cref="Chrf"/>.</summary>
public abstract record Metric
{
    /// <summary>The release of sacreBLEU whose rules these are; the version in signatures.</summary>
    public const string Version = "2.6.0";

    /// <summary><c>BLEU</c>, <c>chrF2</c>, <c>chrF2++</c></summary>
    public abstract string Name { get; }

    /// <summary>How many counts a segment has.</summary>
    internal abstract int Width { get; }

    /// <summary>The part of the signature that says how it is computed.</summary>
    internal abstract IEnumerable<SignatureEntry> Settings { get; }

    /// <returns>The score in [0, 100] that the sums of <see cref="SegmentStatistics"/> give.</returns>
    public abstract double Value(ReadOnlySpan<long> sums);

    /// <returns>The corpus' score with its details.</returns>
    public abstract Score Score(SegmentStatistics statistics);

    /// <summary>Counts every segment.</summary>
    /// <param name="references">Streams, each as long as the hypotheses; null where a segment has no reference in a stream.</param>
    /// <exception cref="ScoringException">There is no segment, lengths differ, or a segment has no reference.</exception>
    /// <remarks>An empty text is a reference of no words, as in sacreBLEU; only null is none.</remarks>
    public SegmentStatistics Statistics(IReadOnlyList<string> hypotheses, params IReadOnlyList<IReadOnlyList<string?>> references)
    {
        Check(hypotheses.Count, references);
        var (counter, counts) = (NewCounter(), new int[hypotheses.Count * Width]);
        var (present, numbers) = (new List<string>(references.Count), new HashSet<int>());
        for (var i = 0; i < hypotheses.Count; i++)
        {
            present.Clear();
            foreach (var stream in references)
                if (stream[i] is { } reference) present.Add(reference);
            if (present.Count == 0) throw new ScoringException($"Segment {i + 1} has no reference.");
            numbers.Add(present.Count);
            counter.Count(hypotheses[i], present, counts.AsSpan(i * Width, Width));
        }

        return new(Width, counts, numbers.Count == 1 ? numbers.Single() : null);
    }

    /// <summary>What reproduces a score: <c>nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0</c>.</summary>
    /// <param name="references">Per segment; null if the number varies.</param>
    /// <param name="resampling">If a score has an interval or was compared.</param>
    public Signature Signature(int? references, Resampling? resampling = null) => new(
    [
        new("nrefs", "#", references is { } number ? FormattableString.Invariant($"{number}") : "var"),
        .. resampling?.Entries ?? [],
        .. Settings,
        new("version", "v", Version),
    ]);

    internal abstract SegmentCounter NewCounter();

    static void Check(int hypotheses, IReadOnlyList<IReadOnlyList<string?>> references)
    {
        if (hypotheses == 0) throw new ScoringException("There are no hypotheses to score.");
        if (references.Count == 0) throw new ScoringException("There are no references to score against.");
        foreach (var (i, stream) in references.Index().Where(stream => stream.Item.Count != hypotheses))
            throw new ScoringException($"There are {hypotheses} hypotheses, but {stream.Count} references in stream {i + 1}.");
    }
}
