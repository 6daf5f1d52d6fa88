using static TorchSharp.torch;

namespace AdaShift.Bench.Running;

/// <summary>Tensors in a safetensors file.</summary>
static class TensorFile
{
    /// <summary>Elements copied at a time, as a span holds at most 2³¹ bytes.</summary>
    const long Chunk = 1 << 24;

    static readonly Dictionary<ScalarType, string> names = Safetensors.Types.ToDictionary(t => t.Value.Type, t => t.Key);

    /// <summary>The same tensors and metadata give the same bytes.</summary>
    /// <param name="tensors">On any device, in any layout.</param>
    /// <param name="metadata">Text by key.</param>
    /// <exception cref="ArgumentException">The format does not allow a tensor's type or name; nothing is written.</exception>
    public static void Write(
        FileStream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        var entries = Safetensors.Layout(tensors.Select(t => (t.Key, NameOf(t.Key, t.Value.dtype), t.Value.shape)));
        Safetensors.WriteHeader(stream, entries, metadata);
        foreach (var entry in entries) Write(stream, tensors[entry.Name]);
    }

    /// <returns>New tensors by name, on the CPU, in the caller's dispose scope; and the metadata.</returns>
    /// <exception cref="InvalidDataException">The file violates the format; the message names file and entry.</exception>
    public static (Dictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata) Read(FileStream stream)
    {
        using var scope = NewDisposeScope();
        var (entries, metadata) = Safetensors.ReadHeader(stream, stream.Name);
        var tensors = entries.ToDictionary(e => e.Name, e => Read(stream, e), StringComparer.Ordinal);
        foreach (var tensor in tensors.Values) tensor.MoveToOuterDisposeScope();
        return (tensors, metadata);
    }

    static string NameOf(string tensor, ScalarType type) => names.TryGetValue(type, out var name) ? name
        : throw new ArgumentException(
            $"Tensor '{tensor}' is {type}, which safetensors cannot hold. Allowed: {string.Join(", ", Safetensors.Types.Keys)}.",
            nameof(tensor));

    static void Write(FileStream stream, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        foreach (var chunk in Chunks(tensor.detach().cpu().contiguous())) stream.Write(chunk.bytes);
    }

    static Tensor Read(FileStream stream, SafetensorsEntry entry)
    {
        var tensor = empty([.. entry.Shape], dtype: Safetensors.Types[entry.Dtype].Type);
        using var scope = NewDisposeScope();
        foreach (var chunk in Chunks(tensor)) stream.ReadExactly(chunk.bytes);
        return tensor;
    }

    static IEnumerable<Tensor> Chunks(Tensor contiguous)
    {
        var flat = contiguous.reshape(-1);
        for (long start = 0; start < flat.shape[0]; start += Chunk)
            yield return flat.narrow(0, start, Math.Min(Chunk, flat.shape[0] - start));
    }
}
