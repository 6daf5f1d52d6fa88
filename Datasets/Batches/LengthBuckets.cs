namespace AdaShift.Bench.Datasets;

/// <summary>Batches of sequences of like length, so that little is padding; bucketing as in tensorflow/nmt.</summary>
/// <remarks>
/// With B buckets and a maximum length L, a bucket is w = ⌈L/B⌉ wide and a row belongs to bucket min(B, ⌊longest of its sequences / w⌋).
/// Rows come in the epoch's shuffled order; a batch is handed out when its bucket is full. tensorflow/nmt shuffles within a buffer, we
/// shuffle the whole epoch. The short batches left at the end of the epoch come in the order of the buckets.
/// </remarks>
public sealed class LengthBuckets : BatchPlan
{
    readonly int[] bucketOf;
    readonly int batchSize;
    readonly long seed;
    readonly bool dropLast;

    /// <param name="lengths">For each row, the length of its longest sequence (of source and target), in tokens.</param>
    /// <param name="maxLength">L: longer rows share the last bucket.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size that is not positive, or a negative length.</exception>
    public LengthBuckets(IReadOnlyList<int> lengths, int batchSize, long seed, int maxLength, int buckets = 5, bool dropLast = false)
    {
        CheckSizes(lengths.Count, batchSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(lengths.Min(), nameof(lengths));
        (this.batchSize, this.seed, this.dropLast) = (batchSize, seed, dropLast);
        var width = (maxLength + buckets - 1) / buckets;
        bucketOf = [.. lengths.Select(length => Math.Min(buckets, length / width))];
        StepsPerEpoch = bucketOf.CountBy(bucket => bucket).Sum(b => dropLast ? b.Value / batchSize : (b.Value + batchSize - 1) / batchSize);
        if (StepsPerEpoch == 0)
            throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, "With dropLast, no bucket has enough rows for a batch.");
    }

    public override long StepsPerEpoch { get; }

    protected override IReadOnlyList<ReadOnlyMemory<long>> PlanEpoch(long epoch)
    {
        var batches = new List<ReadOnlyMemory<long>>();
        var open = new SortedDictionary<int, List<long>>();
        foreach (var row in EpochOrder.Shuffled(bucketOf.Length, seed, epoch))
        {
            var bucket = bucketOf[row];
            if (!open.TryGetValue(bucket, out var rows)) open.Add(bucket, rows = new(batchSize));
            rows.Add(row);
            if (rows.Count < batchSize) continue;
            batches.Add(rows.ToArray());
            rows.Clear();
        }

        if (!dropLast) batches.AddRange(open.Values.Where(rows => rows.Count > 0).Select(rows => (ReadOnlyMemory<long>)rows.ToArray()));
        return batches;
    }
}
