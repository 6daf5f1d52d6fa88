namespace AdaShift.Bench.Datasets;

/// <summary>An endless stream of batches that can go on from any position, exactly.</summary>
/// <remarks>
/// Its whole state is <see cref="Position"/>: keep that number and put it back to resume. Not for several threads at once.
/// </remarks>
public sealed class BatchStream
{
    readonly BatchPlan plan;
    readonly IReadOnlyList<BatchColumn> columns;
    long position;

    /// <param name="columns">What to take the rows of: tensors [N, …] and other columns; each gives the batch a tensor or more.</param>
    public BatchStream(BatchPlan plan, params IReadOnlyList<BatchColumn> columns) => (this.plan, this.columns) = (plan, columns);

    /// <summary>
    /// Batches handed out since the beginning. Setting it makes <see cref="Next"/> give the batch that an uninterrupted stream would.
    /// </summary>
    public long Position
    {
        get => position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            position = value;
        }
    }

    /// <summary>The epoch of the next batch, from 0.</summary>
    public long Epoch => position / StepsPerEpoch;

    public long StepsPerEpoch => plan.StepsPerEpoch;

    /// <summary>The next batch, new tensors of the current dispose scope.</summary>
    public Batch Next()
    {
        var rows = plan.Rows(Epoch, position % StepsPerEpoch);
        position++;
        return new(rows, [.. columns.SelectMany(column => column.Take(rows))]);
    }
}
