namespace AdaShift.Bench.Datasets;

/// <summary>Batches of sentences of like length, so that little of a batch is padding.</summary>
/// <remarks>
/// The buckets of tensorflow/nmt: a pair is in bucket max(source, target) / width, but at most in bucket <c>count</c>, with
/// width = ⌈limit / count⌉, or 10 without a limit; so there are count + 1.
/// </remarks>
public static class LengthBuckets
{
    const int WidthWithoutLimit = 10;

    /// <summary>Every batch has so many pairs, but for the last ones of an epoch, one per bucket.</summary>
    /// <param name="seed">Any number; the same one gives the same batches on every machine.</param>
    /// <param name="maxLength">The limit that the pairs were encoded with.</param>
    /// <exception cref="ArgumentOutOfRangeException">No pairs, no batch size, no bucket.</exception>
    public static BatchPlan OfSentences(EncodedPairs pairs, int batchSize, long seed, int? maxLength = null, int count = 5)
    {
        var buckets = BucketOfEach(pairs, maxLength, count);
        return BatchPlan.Bucketed(buckets, [.. Enumerable.Repeat(batchSize, count + 1)], seed);
    }

    /// <summary>
    /// Every batch has at most so many tokens on either side, padding and the target's marker counted: rows × the longest sentence that is
    /// in the bucket, so that the number of batches is the same in every epoch.
    /// </summary>
    /// <param name="tokens">Per batch and side.</param>
    /// <exception cref="ArgumentOutOfRangeException">No pairs, no bucket, or a sentence that is longer than a batch.</exception>
    public static BatchPlan OfTokens(EncodedPairs pairs, int tokens, long seed, int? maxLength = null, int count = 5)
    {
        var buckets = BucketOfEach(pairs, maxLength, count);
        var longest = new int[count + 1];
        for (var row = 0; row < pairs.Count; row++)
            longest[buckets[row]] = Math.Max(longest[buckets[row]], Math.Max(pairs.Source[row].Length, pairs.Target[row].Length + 1));
        if (longest.Max() > tokens)
            throw new ArgumentOutOfRangeException(nameof(tokens), tokens, $"A batch has at least {longest.Max()} tokens: the longest sentence.");
        return BatchPlan.Bucketed(buckets, [.. longest.Select(length => tokens / Math.Max(1, length))], seed);
    }

    /// <summary>For translating and evaluating: every pair once, in the order of the sources' lengths.</summary>
    /// <remarks><see cref="SentenceBatch.Rows"/> says which pairs a batch has, to put the results back into their order.</remarks>
    public static BatchPlan Sorted(EncodedPairs pairs, int batchSize) => BatchPlan.InOrder(
        [.. Enumerable.Range(0, pairs.Count).OrderBy(row => pairs.Source[row].Length).ThenBy(row => row).Select(row => (long)row)], batchSize);

    static int[] BucketOfEach(EncodedPairs pairs, int? maxLength, int count)
    {
        if (count < 1) throw new ArgumentOutOfRangeException(nameof(count), count, "There is at least one bucket.");
        var width = maxLength is { } limit ? (limit + count - 1) / count : WidthWithoutLimit;
        return [.. Enumerable.Range(0, pairs.Count).Select(row => Math.Min(pairs.LengthOf(row) / width, count))];
    }
}
