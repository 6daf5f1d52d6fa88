using static TorchSharp.torch;

namespace AdaShift.Bench.Datasets;

/// <summary>Something with a row for each example, of which batches are taken.</summary>
public abstract class BatchColumn
{
    /// <summary>A tensor [N, …] is a column.</summary>
    public static implicit operator BatchColumn(Tensor values) => new TensorColumn(values);

    /// <returns>New tensors with a row for each of the given ones.</returns>
    public abstract IEnumerable<Tensor> Take(ReadOnlyMemory<long> rows);
}

/// <summary>The rows of a tensor [N, …], gathered into a contiguous [B, …].</summary>
sealed class TensorColumn(Tensor values) : BatchColumn
{
    public override IEnumerable<Tensor> Take(ReadOnlyMemory<long> rows)
    {
        using var index = tensor(rows.ToArray(), [rows.Length], device: values.device);
        return [values.index_select(0, index)];
    }
}

/// <summary>Sequences of varying length: tokens [B, T] int64, T the longest of the batch, and lengths [B] int64.</summary>
/// <param name="padding">Fills a row after its end.</param>
/// <param name="device">Where batches are made; the CPU unless given.</param>
public sealed class SequenceColumn(IReadOnlyList<int[]> sequences, long padding, Device? device = null) : BatchColumn
{
    public override IEnumerable<Tensor> Take(ReadOnlyMemory<long> rows)
    {
        var taken = Array.ConvertAll(rows.ToArray(), row => sequences[(int)row]);
        var longest = taken.Max(sequence => sequence.Length);
        var tokens = new long[taken.Length * longest];
        Array.Fill(tokens, padding);
        for (var row = 0; row < taken.Length; row++)
            for (var t = 0; t < taken[row].Length; t++) tokens[(row * longest) + t] = taken[row][t];
        var lengths = Array.ConvertAll(taken, sequence => (long)sequence.Length);
        return [tensor(tokens, [taken.Length, longest], device: device), tensor(lengths, [taken.Length], device: device)];
    }
}
