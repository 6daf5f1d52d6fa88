namespace AdaShift.Bench.Datasets;

/// <summary>Cuts an epoch's order of the rows into batches.</summary>
sealed class ConsecutiveBatches : BatchPlan
{
    readonly int batchSize;
    readonly Func<long, long[]> order;

    public ConsecutiveBatches(long rows, int batchSize, bool dropLast, Func<long, long[]> order)
    {
        CheckSizes(rows, batchSize);
        (this.batchSize, this.order) = (batchSize, order);
        StepsPerEpoch = dropLast ? rows / batchSize : (rows + batchSize - 1) / batchSize;
        if (StepsPerEpoch == 0)
            throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, $"With dropLast, at most the {rows} rows there are.");
    }

    public override long StepsPerEpoch { get; }

    protected override IReadOnlyList<ReadOnlyMemory<long>> PlanEpoch(long epoch)
    {
        var rows = order(epoch);
        var batches = new ReadOnlyMemory<long>[StepsPerEpoch];
        for (var step = 0; step < batches.Length; step++)
        {
            var start = step * batchSize;
            batches[step] = rows.AsMemory(start, Math.Min(batchSize, rows.Length - start));
        }

        return batches;
    }
}
