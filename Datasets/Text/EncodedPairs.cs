namespace AdaShift.Bench.Datasets;

/// <summary>What happens to a training pair with a sentence over the length limit.</summary>
public enum LongSentences
{
    /// <summary>Its ids after the limit are cut off, as tensorflow/nmt does.</summary>
    Truncate,

    /// <summary>The pair is left out.</summary>
    Drop,
}

/// <summary>Pairs of sentences as ids.</summary>
/// <param name="Source">A row for each pair, without markers.</param>
/// <param name="Target">As <see cref="Source"/>.</param>
/// <param name="Dropped">How many pairs were left out because a sentence is over the limit or has no token.</param>
/// <param name="Truncated">How many pairs have a sentence that was cut at the limit.</param>
public sealed record EncodedPairs(IReadOnlyList<int[]> Source, IReadOnlyList<int[]> Target, int Dropped = 0, int Truncated = 0)
{
    public int Count => Source.Count;

    /// <param name="maxLength">Most tokens of a sentence; null for no limit, as for dev and test.</param>
    /// <param name="longer">What happens to pairs over the limit; either way they are counted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1.</exception>
    public static EncodedPairs Encode(ParallelLines lines, Vocabulary source, Vocabulary target, int? maxLength = null,
        LongSentences longer = LongSentences.Truncate)
    {
        if (maxLength < 1) throw new ArgumentOutOfRangeException(nameof(maxLength), maxLength, "A sentence may have at least one token.");
        var (sources, targets) = (new List<int[]>(lines.Count), new List<int[]>(lines.Count));
        var (dropped, truncated) = (0, 0);
        for (var i = 0; i < lines.Count; i++)
        {
            var (from, to) = (source.Encode(lines.Source[i]), target.Encode(lines.Target[i]));
            var isLong = Math.Max(from.Length, to.Length) > maxLength;
            if (from.Length == 0 || to.Length == 0 || (isLong && longer == LongSentences.Drop))
            {
                dropped++;
                continue;
            }

            if (isLong) truncated++;
            sources.Add(Cut(from, maxLength));
            targets.Add(Cut(to, maxLength));
        }

        return new(sources, targets, dropped, truncated);
    }

    /// <summary>The longer of a pair's two sentences.</summary>
    internal int LengthOf(int row) => Math.Max(Source[row].Length, Target[row].Length);

    static int[] Cut(int[] ids, int? maxLength) => ids.Length > maxLength ? ids[..maxLength.Value] : ids;
}
