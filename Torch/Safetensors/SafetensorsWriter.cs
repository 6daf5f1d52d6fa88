using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace AdaShift.Bench.Torch;

/// <summary>Lays tensors out (large elements first, so that each lies at a multiple of its element size) and writes them.</summary>
static class SafetensorsWriter
{
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var entries = Layout(tensors);
        var header = Header(entries, metadata);
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach (var entry in entries) TensorBytes.Write(stream, tensors[entry.Name]);
    }

    static List<SafetensorsEntry> Layout(IReadOnlyDictionary<string, Tensor> tensors)
    {
        var entries = new List<SafetensorsEntry>();
        long position = 0;
        var ordered = tensors.OrderByDescending(item => Dtype(item.Key, item.Value).Size).ThenBy(item => item.Key, StringComparer.Ordinal);
        foreach (var (name, tensor) in ordered)
        {
            long end = position + tensor.numel() * Dtype(name, tensor).Size;
            entries.Add(new(name, tensor.dtype, tensor.shape, position, end));
            position = end;
        }
        return entries;
    }

    static SafetensorsDtype Dtype(string name, Tensor tensor)
    {
        if (name == SafetensorsHeader.MetadataKey)
            throw new ArgumentException($"A tensor cannot be named '{name}': the format reserves this name.", nameof(name));
        return SafetensorsDtype.Find(tensor.dtype)
            ?? throw new ArgumentException(
                $"Tensor '{name}' is {tensor.dtype}, which safetensors cannot hold. Allowed: {SafetensorsDtype.Known}.", nameof(tensor));
    }

    static byte[] Header(List<SafetensorsEntry> entries, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 }) WriteMetadata(json, metadata);
            foreach (var entry in entries) WriteEntry(json, entry);
            json.WriteEndObject();
        }
        while (buffer.Length % 8 != 0) buffer.WriteByte((byte)' ');
        if (buffer.Length > SafetensorsHeader.MaxLength)
            throw new ArgumentException(
                $"The header takes {buffer.Length} bytes; the format allows {SafetensorsHeader.MaxLength}.", nameof(entries));
        return buffer.ToArray();
    }

    static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(SafetensorsHeader.MetadataKey);
        foreach (var (key, value) in metadata.OrderBy(item => item.Key, StringComparer.Ordinal)) json.WriteString(key, value);
        json.WriteEndObject();
    }

    static void WriteEntry(Utf8JsonWriter json, SafetensorsEntry entry)
    {
        json.WriteStartObject(entry.Name);
        json.WriteString("dtype", SafetensorsDtype.Find(entry.Dtype)!.Name);
        WriteArray(json, "shape", entry.Shape);
        WriteArray(json, "data_offsets", [entry.Begin, entry.End]);
        json.WriteEndObject();
    }

    static void WriteArray(Utf8JsonWriter json, string name, IReadOnlyList<long> values)
    {
        json.WriteStartArray(name);
        foreach (long value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
