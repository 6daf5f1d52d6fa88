namespace AdaShift.Bench.Datasets;

/// <summary>An endless stream of batches that can continue from any position, exactly.</summary>
/// <remarks>
/// Its whole state is <see cref="Position"/>: keep that number and put it back to resume. Not for several threads at once.
/// </remarks>
public abstract class Batches<T>(BatchPlan plan)
{
    /// <summary>
    /// Batches handed out since the beginning. Setting it makes <see cref="Next"/> give the batch that an uninterrupted stream would.
    /// </summary>
    public long Position
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>The epoch of the next batch, from 0.</summary>
    public long Epoch => Position / StepsPerEpoch;

    /// <summary>Batches in an epoch, the same in each.</summary>
    public long StepsPerEpoch => plan.StepsPerEpoch;

    /// <summary>The next batch, new tensors of the current dispose scope.</summary>
    public T Next()
    {
        var batch = Make(Position, RowsAt(Position));
        Position++;
        return batch;
    }

    /// <param name="position">The batch's.</param>
    protected abstract T Make(long position, ReadOnlyMemory<long> rows);

    protected ReadOnlyMemory<long> RowsAt(long position) => plan.Rows(position / StepsPerEpoch, position % StepsPerEpoch);
}
