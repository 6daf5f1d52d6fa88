using static TorchSharp.torch;

namespace AdaShift.Bench.Datasets;

/// <summary>Some rows of a dataset: <c>var (images, labels) = stream.Next();</c></summary>
/// <param name="rows">Which rows of the dataset these are.</param>
/// <param name="tensors">The columns' tensors, in their order; the first dimension is the row.</param>
public sealed class Batch(ReadOnlyMemory<long> rows, IReadOnlyList<Tensor> tensors) : IDisposable
{
    public ReadOnlyMemory<long> Rows { get; } = rows;

    public IReadOnlyList<Tensor> Tensors { get; } = tensors;

    /// <exception cref="InvalidOperationException">The batch does not have two tensors.</exception>
    public void Deconstruct(out Tensor first, out Tensor second)
    {
        if (Tensors.Count != 2) throw new InvalidOperationException($"The batch has {Tensors.Count} tensors, not 2: use Tensors.");
        (first, second) = (Tensors[0], Tensors[1]);
    }

    /// <summary>For use outside a dispose scope.</summary>
    public void Dispose()
    {
        foreach (var tensor in Tensors) tensor.Dispose();
    }
}
