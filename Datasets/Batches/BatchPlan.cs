namespace AdaShift.Bench.Datasets;

/// <summary>Which rows make up each batch: a pure function of (epoch, step), so that a stream can continue from any position.</summary>
public sealed class BatchPlan
{
    readonly Func<long, IReadOnlyList<ReadOnlyMemory<long>>> batches;
    IReadOnlyList<ReadOnlyMemory<long>> planned = [];
    long plannedEpoch = -1;

    /// <param name="batches">The batches of an epoch in their order.</param>
    BatchPlan(long stepsPerEpoch, Func<long, IReadOnlyList<ReadOnlyMemory<long>>> batches) =>
        (StepsPerEpoch, this.batches) = (stepsPerEpoch, batches);

    /// <summary>The number of batches in an epoch, the same in each.</summary>
    public long StepsPerEpoch { get; }

    /// <summary>Every row once per epoch, in an order of its own each epoch, without replacement.</summary>
    /// <param name="rows">The number of rows there are.</param>
    /// <param name="seed">Any number; the same one gives the same order on every machine.</param>
    /// <param name="dropLast">Leave out a short last batch. By default it is kept, as PyTorch's DataLoader does.</param>
    /// <exception cref="ArgumentOutOfRangeException">No rows, no batch size, or no batch left.</exception>
    public static BatchPlan Shuffled(long rows, int batchSize, long seed, bool dropLast = false)
    {
        Check(rows, batchSize);
        if (dropLast && rows < batchSize)
            throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, $"With dropLast, at most the {rows} rows there are.");
        var steps = dropLast ? rows / batchSize : (rows + batchSize - 1) / batchSize;
        return new(steps, epoch => Chunks(EpochOrder.Shuffled(rows, seed, epoch), batchSize, steps));
    }

    /// <summary>Every row once per epoch, in the dataset's order: for evaluating.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No rows, or no batch size.</exception>
    public static BatchPlan InOrder(long rows, int batchSize) =>
        InOrder([.. Enumerable.Range(0, checked((int)rows)).Select(row => (long)row)], batchSize);

    /// <summary>Every given row once per epoch, in the given order: for evaluating.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No rows, or no batch size.</exception>
    public static BatchPlan InOrder(long[] rows, int batchSize)
    {
        Check(rows.Length, batchSize);
        var steps = (rows.Length + batchSize - 1) / batchSize;
        return new(steps, _ => Chunks(rows, batchSize, steps));
    }

    /// <summary>Every row once per epoch, in batches of rows of one bucket.</summary>
    /// <remarks>
    /// The rows are taken in an order of its own each epoch; a bucket that has enough for a batch gives one, and at the end of the epoch
    /// each gives what it has left. So the number of batches is the same in every epoch.
    /// </remarks>
    /// <param name="buckets">The bucket of each row, from 0.</param>
    /// <param name="sizes">Rows per batch of each bucket.</param>
    /// <param name="seed">Any number; the same one gives the same batches on every machine.</param>
    /// <exception cref="ArgumentOutOfRangeException">No rows, or no batch size.</exception>
    public static BatchPlan Bucketed(IReadOnlyList<int> buckets, IReadOnlyList<int> sizes, long seed)
    {
        var counts = new long[sizes.Count];
        foreach (var bucket in buckets) counts[bucket]++;
        for (var bucket = 0; bucket < sizes.Count; bucket++)
            if (counts[bucket] > 0 || buckets.Count == 0) Check(buckets.Count, sizes[bucket]);
        var steps = counts.Zip(sizes, (count, size) => count == 0 ? 0 : (count + size - 1) / size).Sum();
        return new(steps, epoch => Fill(buckets, sizes, EpochOrder.Shuffled(buckets.Count, seed, epoch)));
    }

    /// <summary>The rows of a batch.</summary>
    /// <param name="epoch">From 0.</param>
    /// <param name="step">From 0, below <see cref="StepsPerEpoch"/>.</param>
    public ReadOnlyMemory<long> Rows(long epoch, long step)
    {
        if (epoch != plannedEpoch) (planned, plannedEpoch) = (batches(epoch), epoch);
        return planned[checked((int)step)];
    }

    static void Check(long rows, int batchSize)
    {
        if (rows < 1) throw new ArgumentOutOfRangeException(nameof(rows), rows, "At least one row is needed to make batches of.");
        if (batchSize < 1) throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, "A batch has at least one row.");
    }

    static ReadOnlyMemory<long>[] Chunks(long[] order, int batchSize, long steps)
    {
        var chunks = new ReadOnlyMemory<long>[steps];
        for (var step = 0; step < steps; step++)
            chunks[step] = order.AsMemory(step * batchSize, Math.Min(batchSize, order.Length - (step * batchSize)));
        return chunks;
    }

    static List<ReadOnlyMemory<long>> Fill(IReadOnlyList<int> buckets, IReadOnlyList<int> sizes, long[] order)
    {
        var batches = new List<ReadOnlyMemory<long>>();
        var waiting = sizes.Select(_ => new List<long>()).ToArray();
        foreach (var row in order)
        {
            var bucket = buckets[(int)row];
            waiting[bucket].Add(row);
            if (waiting[bucket].Count == sizes[bucket]) Give(waiting[bucket]);
        }

        foreach (var rest in waiting)
            if (rest.Count > 0) Give(rest);
        return batches;

        void Give(List<long> rows)
        {
            batches.Add(rows.ToArray());
            rows.Clear();
        }
    }
}
