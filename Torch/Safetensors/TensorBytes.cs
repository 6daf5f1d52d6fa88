using static TorchSharp.torch;

namespace AdaShift.Bench.Torch;

/// <summary>Moves a tensor's elements, in row-major order, to and from a stream, also those that exceed what a span can hold.</summary>
static class TensorBytes
{
    const long ChunkElements = 1 << 24;

    /// <summary>The bytes of a tensor of that shape, none of whose extents is negative.</summary>
    /// <exception cref="OverflowException">They, or a stride of a tensor that is empty only by another extent, exceed 64 bits.</exception>
    public static long Count(long[] shape, int elementSize)
    {
        long withoutZeros = shape.Aggregate((long)elementSize, (bytes, extent) => checked(bytes * Math.Max(1, extent)));
        return shape.Contains(0L) ? 0 : withoutZeros;
    }

    public static void Write(Stream stream, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        foreach (var chunk in Chunks(tensor.detach().cpu().contiguous())) stream.Write(chunk.bytes);
    }

    /// <param name="tensor">On the CPU and contiguous.</param>
    /// <exception cref="EndOfStreamException">The stream ends before the tensor is full.</exception>
    public static void Read(Stream stream, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        foreach (var chunk in Chunks(tensor)) stream.ReadExactly(chunk.bytes);
    }

    static IEnumerable<Tensor> Chunks(Tensor contiguous)
    {
        var flat = contiguous.reshape(-1);
        for (long start = 0; start < flat.shape[0]; start += ChunkElements)
            yield return flat.narrow(0, start, Math.Min(ChunkElements, flat.shape[0] - start));
    }
}
