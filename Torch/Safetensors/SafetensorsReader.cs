using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Unicode;

namespace AdaShift.Bench.Torch;

/// <summary>Reads a header and trusts nothing: sizes, types, overlaps and holes are checked before any data is.</summary>
static class SafetensorsReader
{
    /// <param name="path">Only to name the file in errors.</param>
    /// <exception cref="InvalidDataException">Names the file and, where there is one, the entry.</exception>
    public static SafetensorsHeader ReadHeader(Stream stream, string path)
    {
        long length = HeaderLength(stream, path);
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        if (length == 0 || bytes[0] != (byte)'{') throw Invalid(path, "the header does not begin with '{'");
        if (!Utf8.IsValid(bytes)) throw Invalid(path, "the header is not UTF-8");

        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = new List<SafetensorsEntry>();
        try
        {
            ReadEntries(bytes, entries, metadata, path);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter for half a surrogate pair, \ud800
        {
            throw new InvalidDataException($"{path} is no valid safetensors file: the header is not JSON: {e.Message}", e);
        }
        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        RequireGapless(entries, stream.Length - sizeof(ulong) - length, path);
        return new(entries, metadata, sizeof(ulong) + length);
    }

    static long HeaderLength(Stream stream, string path)
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        if (stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
            throw Invalid(path, $"it has {stream.Length} bytes, fewer than the 8 that give the header's length");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafetensorsHeader.MaxLength)
            throw Invalid(path, $"the header claims {length} bytes, more than the {SafetensorsHeader.MaxLength} that the format allows");
        if ((long)length > stream.Length - prefix.Length)
            throw Invalid(path, $"it is truncated: the header claims {length} bytes, {stream.Length - prefix.Length} are there");
        return (long)length;
    }

    static void ReadEntries(byte[] header, List<SafetensorsEntry> entries, Dictionary<string, string> metadata, string path)
    {
        using var json = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false });
        foreach (var property in json.RootElement.EnumerateObject())
        {
            if (property.Name == SafetensorsHeader.MetadataKey) ReadMetadata(property.Value, metadata, path);
            else entries.Add(ReadEntry(property, path));
        }
    }

    static void ReadMetadata(JsonElement element, Dictionary<string, string> metadata, string path)
    {
        if (element.ValueKind != JsonValueKind.Object) throw Invalid(path, $"{SafetensorsHeader.MetadataKey} is not an object");
        foreach (var item in element.EnumerateObject())
        {
            if (item.Value.ValueKind != JsonValueKind.String)
                throw Invalid(path, $"{SafetensorsHeader.MetadataKey} '{item.Name}' is not a text");
            metadata.Add(item.Name, item.Value.GetString()!);
        }
    }

    static SafetensorsEntry ReadEntry(JsonProperty property, string path)
    {
        var (name, value) = (property.Name, property.Value);
        if (value.ValueKind != JsonValueKind.Object) throw Invalid(path, name, "is not an object");
        var dtype = Dtype(value, name, path);
        var shape = Integers(value, "shape", name, path);
        if (Integers(value, "data_offsets", name, path) is not [var begin, var end])
            throw Invalid(path, name, "has data_offsets that are not two numbers");
        long bytes = ByteCount(shape, dtype.Size, name, path);
        if (begin > end || end - begin != bytes)
        {
            throw Invalid(
                path, name, $"has data_offsets [{begin},{end}], but {dtype.Name} [{string.Join(',', shape)}] takes {bytes} bytes");
        }
        return new(name, dtype.Type, shape, begin, end);
    }

    static SafetensorsDtype Dtype(JsonElement entry, string name, string path)
    {
        if (!entry.TryGetProperty("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String)
            throw Invalid(path, name, "has no dtype");
        return SafetensorsDtype.Find(dtype.GetString()!)
            ?? throw Invalid(path, name, $"has the unknown dtype '{dtype.GetString()}'. Known: {SafetensorsDtype.Known}");
    }

    static long[] Integers(JsonElement entry, string key, string name, string path)
    {
        if (!entry.TryGetProperty(key, out var array) || array.ValueKind != JsonValueKind.Array) throw Invalid(path, name, $"has no {key}");
        return [.. array.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out long value) && value >= 0
                ? value
                : throw Invalid(path, name, $"has {key} {array.GetRawText()}: whole numbers from 0 are allowed"))];
    }

    static long ByteCount(long[] shape, int elementSize, string name, string path)
    {
        try
        {
            return TensorBytes.Count(shape, elementSize);
        }
        catch (OverflowException)
        {
            throw Invalid(path, name, $"has the shape [{string.Join(',', shape)}], which no tensor can have");
        }
    }

    static void RequireGapless(List<SafetensorsEntry> entries, long dataLength, string path)
    {
        long expected = 0;
        foreach (var entry in entries)
        {
            if (entry.Begin != expected)
                throw Invalid(path, entry.Name, $"begins at {entry.Begin}, {(entry.Begin < expected ? "inside" : "after a hole behind")} "
                    + $"the entry before it, which ends at {expected}");
            expected = entry.End;
        }
        if (expected > dataLength)
        {
            throw Invalid(
                path, entries[^1].Name, $"ends at {expected}, but the file holds {dataLength} bytes of data: it is truncated");
        }
        if (expected < dataLength) throw Invalid(path, $"{dataLength - expected} bytes after the last entry belong to none");
    }

    static InvalidDataException Invalid(string path, string problem) => new($"{path} is no valid safetensors file: {problem}.");

    static InvalidDataException Invalid(string path, string entry, string problem) => Invalid(path, $"entry '{entry}' {problem}");
}
