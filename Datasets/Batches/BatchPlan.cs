namespace AdaShift.Bench.Datasets;

/// <summary>Which rows make up each batch: a pure function of (epoch, step), so that a stream can go on from any position.</summary>
public abstract class BatchPlan
{
    IReadOnlyList<ReadOnlyMemory<long>> batches = [];
    long plannedEpoch = -1;

    /// <summary>The number of batches in an epoch, the same in each.</summary>
    public abstract long StepsPerEpoch { get; }

    /// <summary>The rows of a batch.</summary>
    /// <param name="epoch">From 0.</param>
    /// <param name="step">From 0, below <see cref="StepsPerEpoch"/>.</param>
    public ReadOnlyMemory<long> Rows(long epoch, long step)
    {
        if (epoch != plannedEpoch) (batches, plannedEpoch) = (PlanEpoch(epoch), epoch);
        return batches[(int)step];
    }

    /// <summary>Every row once an epoch, in an order of its own each epoch, without replacement.</summary>
    /// <param name="rows">The number of rows there are.</param>
    /// <param name="seed">Any number; the same one gives the same order on every machine.</param>
    /// <param name="dropLast">Leave out a short last batch. By default it is kept, as PyTorch's DataLoader does.</param>
    public static BatchPlan Shuffled(long rows, int batchSize, long seed, bool dropLast = false) =>
        new ConsecutiveBatches(rows, batchSize, dropLast, epoch => EpochOrder.Shuffled(rows, seed, epoch));

    /// <summary>Every row once an epoch, in the dataset's order: for evaluating.</summary>
    public static BatchPlan InOrder(long rows, int batchSize)
    {
        var order = new Lazy<long[]>(() => [.. Enumerable.Range(0, checked((int)rows)).Select(row => (long)row)]);
        return new ConsecutiveBatches(rows, batchSize, dropLast: false, _ => order.Value);
    }

    /// <summary>The batches of an epoch, in order; as many as <see cref="StepsPerEpoch"/> says.</summary>
    protected abstract IReadOnlyList<ReadOnlyMemory<long>> PlanEpoch(long epoch);

    /// <exception cref="ArgumentOutOfRangeException">No rows, or no batch size.</exception>
    private protected static void CheckSizes(long rows, int batchSize)
    {
        if (rows < 1) throw new ArgumentOutOfRangeException(nameof(rows), rows, "At least one row is needed to make batches of.");
        if (batchSize < 1) throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, "A batch has at least one row.");
    }
}
