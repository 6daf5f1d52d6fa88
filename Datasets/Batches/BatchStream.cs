using static TorchSharp.torch;

namespace AdaShift.Bench.Datasets;

/// <summary>Batches of rows of tensors.</summary>
/// <param name="columns">Tensors [N, …]; each gives a batch its rows as a contiguous tensor [B, …].</param>
public sealed class BatchStream(BatchPlan plan, params IReadOnlyList<Tensor> columns) : Batches<Batch>(plan)
{
    protected override Batch Make(long position, ReadOnlyMemory<long> rows) => new(rows, [.. columns.Select(column => Take(rows, column))]);

    static Tensor Take(ReadOnlyMemory<long> rows, Tensor column)
    {
        using var index = tensor(rows.ToArray(), [rows.Length], device: column.device);
        return column.index_select(0, index);
    }
}
