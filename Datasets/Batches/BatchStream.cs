using static TorchSharp.torch;

namespace AdaShift.Bench.Datasets;

/// <summary>An endless stream of batches that can continue from any position, exactly.</summary>
/// <remarks>
/// Its whole state is <see cref="Position"/>: keep that number and put it back to resume. Not for several threads at once.
/// </remarks>
public sealed class BatchStream : IBatches
{
    readonly BatchPlan plan;
    readonly IReadOnlyList<Tensor> columns;
    long position;

    /// <param name="columns">Tensors [N, …]; each gives a batch its rows as a contiguous tensor [B, …].</param>
    public BatchStream(BatchPlan plan, params IReadOnlyList<Tensor> columns) => (this.plan, this.columns) = (plan, columns);

    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public Batch Next()
    {
        var rows = plan.Rows(Epoch, position % StepsPerEpoch);
        position++;
        return new(rows, [.. columns.Select(column => Take(rows, column))]);
    }

    static Tensor Take(ReadOnlyMemory<long> rows, Tensor column)
    {
        using var index = tensor(rows.ToArray(), [rows.Length], device: column.device);
        return column.index_select(0, index);
    }
}
