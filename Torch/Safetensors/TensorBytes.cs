using static TorchSharp.torch;

namespace AdaShift.Bench.Torch;

/// <summary>Moves a tensor's elements, in row-major order, to and from a stream, also those that exceed what a span can hold.</summary>
static class TensorBytes
{
    const long ChunkElements = 1 << 24;

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
