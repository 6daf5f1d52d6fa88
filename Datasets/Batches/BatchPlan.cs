namespace AdaShift.Bench.Datasets;

/// <summary>Which rows make up each batch: a pure function of (epoch, step), so that a stream can continue from any position.</summary>
public sealed class BatchPlan
{
    readonly int batchSize;
    readonly Func<long, long[]> order;
    long[] planned = [];
    long plannedEpoch = -1;

    /// <param name="order">The rows of an epoch in their order.</param>
    BatchPlan(long rows, int batchSize, bool dropLast, Func<long, long[]> order)
    {
        if (rows < 1) throw new ArgumentOutOfRangeException(nameof(rows), rows, "At least one row is needed to make batches of.");
        if (batchSize < 1) throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, "A batch has at least one row.");
        (this.batchSize, this.order) = (batchSize, order);
        StepsPerEpoch = dropLast ? rows / batchSize : (rows + batchSize - 1) / batchSize;
        if (StepsPerEpoch == 0)
            throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, $"With dropLast, at most the {rows} rows there are.");
    }

    /// <summary>The number of batches in an epoch, the same in each.</summary>
    public long StepsPerEpoch { get; }

    /// <summary>Every row once per epoch, in an order of its own each epoch, without replacement.</summary>
    /// <param name="rows">The number of rows there are.</param>
    /// <param name="seed">Any number; the same one gives the same order on every machine.</param>
    /// <param name="dropLast">Leave out a short last batch. By default it is kept, as PyTorch's DataLoader does.</param>
    /// <exception cref="ArgumentOutOfRangeException">No rows, no batch size, or no batch left.</exception>
    public static BatchPlan Shuffled(long rows, int batchSize, long seed, bool dropLast = false) =>
        new(rows, batchSize, dropLast, epoch => EpochOrder.Shuffled(rows, seed, epoch));

    /// <summary>Every row once per epoch, in the dataset's order: for evaluating.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No rows, or no batch size.</exception>
    public static BatchPlan InOrder(long rows, int batchSize) =>
        new(rows, batchSize, dropLast: false, _ => [.. Enumerable.Range(0, checked((int)rows)).Select(row => (long)row)]);

    /// <summary>The rows of a batch.</summary>
    /// <param name="epoch">From 0.</param>
    /// <param name="step">From 0, below <see cref="StepsPerEpoch"/>.</param>
    public ReadOnlyMemory<long> Rows(long epoch, long step)
    {
        if (epoch != plannedEpoch) (planned, plannedEpoch) = (order(epoch), epoch);
        var start = checked((int)(step * batchSize));
        return planned.AsMemory(start, Math.Min(batchSize, planned.Length - start));
    }
}
