using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Unicode;

namespace AdaShift.Bench.Records;

/// <summary>Where an array lies in a safetensors file and how to read it.</summary>
/// <param name="Dtype">E.g. F32, I64, BOOL.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">The byte after the last one.</param>
public sealed record SafetensorsEntry(string Name, string Dtype, IReadOnlyList<long> Shape, long Begin, long End);

/// <summary>
/// The header of a file of named arrays that any language reads: 8 bytes of little-endian length, JSON, then raw data
/// (https://github.com/huggingface/safetensors#format). No code is ever run by loading one.
/// </summary>
public static class Safetensors
{
    const string MetadataKey = "__metadata__";

    /// <summary>The format's own limit, in bytes.</summary>
    const long LongestHeader = 100_000_000;

    /// <summary>The element types, with the size of one element in bytes.</summary>
    public static IReadOnlyDictionary<string, int> Sizes { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["F64"] = 8, ["F32"] = 4, ["F16"] = 2, ["BF16"] = 2, ["I64"] = 8, ["I32"] = 4, ["I16"] = 2, ["I8"] = 1, ["U8"] = 1, ["BOOL"] = 1,
    };

    /// <summary>Large elements first, so that each array lies at a multiple of its element size; else by name.</summary>
    /// <exception cref="ArgumentException">A name that the format reserves.</exception>
    public static IReadOnlyList<SafetensorsEntry> Layout(IEnumerable<(string Name, string Dtype, long[] Shape)> arrays)
    {
        var entries = new List<SafetensorsEntry>();
        foreach (var (name, dtype, shape) in arrays.OrderByDescending(a => Sizes[a.Dtype]).ThenBy(a => a.Name, StringComparer.Ordinal))
        {
            if (name == MetadataKey)
                throw new ArgumentException($"A tensor cannot be named '{name}': the format reserves this name.", nameof(arrays));
            var begin = entries.Count == 0 ? 0 : entries[^1].End;
            entries.Add(new(name, dtype, shape, begin, begin + ByteCount(shape, Sizes[dtype])));
        }

        return entries;
    }

    /// <summary>Writes what comes before the data.</summary>
    public static void WriteHeader(Stream stream, IReadOnlyList<SafetensorsEntry> entries)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var entry in entries) WriteEntry(json, entry);
            json.WriteEndObject();
        }

        while (buffer.Length % 8 != 0) buffer.WriteByte((byte)' ');
        if (buffer.Length > LongestHeader)
            throw new ArgumentException($"The header takes {buffer.Length} bytes; the format allows {LongestHeader}.", nameof(entries));
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)buffer.Length);
        stream.Write(prefix);
        stream.Write(buffer.ToArray());
    }

    /// <summary>Reads a header and trusts nothing: sizes, types, overlaps and holes are checked before any data is read.</summary>
    /// <param name="path">Names the file in errors.</param>
    /// <returns>The entries in the order of their data, which follows.</returns>
    /// <exception cref="InvalidDataException">Names the file and, where there is one, the entry.</exception>
    public static IReadOnlyList<SafetensorsEntry> ReadHeader(Stream stream, string path)
    {
        var bytes = new byte[HeaderLength(stream, path)];
        stream.ReadExactly(bytes);
        if (bytes.Length == 0 || bytes[0] != (byte)'{') throw Invalid(path, "the header does not begin with '{'");
        if (!Utf8.IsValid(bytes)) throw Invalid(path, "the header is not UTF-8");
        try
        {
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false });
            List<SafetensorsEntry> entries =
                [.. json.RootElement.EnumerateObject().Where(p => !IsMetadata(p, path)).Select(p => ReadEntry(p, path))];
            entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
            RequireGapless(entries, stream.Length - sizeof(ulong) - bytes.Length, path);
            return entries;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter for half a surrogate pair, \ud800
        {
            throw new InvalidDataException($"{path} is no valid safetensors file: the header is not JSON: {e.Message}", e);
        }
    }

    static long HeaderLength(Stream stream, string path)
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        if (stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
            throw Invalid(path, $"it has {stream.Length} bytes, fewer than the 8 that give the header's length");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > LongestHeader)
            throw Invalid(path, $"the header claims {length} bytes, more than the {LongestHeader} that the format allows");
        if ((long)length > stream.Length - prefix.Length)
            throw Invalid(path, $"it is truncated: the header claims {length} bytes, {stream.Length - prefix.Length} are there");
        return (long)length;
    }

    /// <summary>Free text by key, which is checked and left aside.</summary>
    static bool IsMetadata(JsonProperty property, string path)
    {
        if (property.Name != MetadataKey) return false;
        if (property.Value.ValueKind != JsonValueKind.Object) throw Invalid(path, $"{MetadataKey} is not an object");
        foreach (var item in property.Value.EnumerateObject())
        {
            if (item.Value.ValueKind != JsonValueKind.String) throw Invalid(path, $"{MetadataKey} '{item.Name}' is not a text");
            _ = item.Value.GetString();
        }

        return true;
    }

    static SafetensorsEntry ReadEntry(JsonProperty property, string path)
    {
        var (name, value) = (property.Name, property.Value);
        if (value.ValueKind != JsonValueKind.Object) throw Invalid(path, name, "is not an object");
        var dtype = value.TryGetProperty("dtype", out var given) && given.ValueKind == JsonValueKind.String
            ? given.GetString()! : throw Invalid(path, name, "has no dtype");
        if (!Sizes.TryGetValue(dtype, out var size))
            throw Invalid(path, name, $"has the unknown dtype '{dtype}'. Known: {string.Join(", ", Sizes.Keys)}");
        var shape = Integers(value, "shape", name, path);
        if (Integers(value, "data_offsets", name, path) is not [var begin, var end])
            throw Invalid(path, name, "has data_offsets that are not two numbers");
        var bytes = Checked(shape, size, name, path);
        if (begin > end || end - begin != bytes)
            throw Invalid(path, name, $"has data_offsets [{begin},{end}], but {dtype} [{string.Join(',', shape)}] takes {bytes} bytes");
        return new(name, dtype, shape, begin, end);
    }

    static long[] Integers(JsonElement entry, string key, string name, string path)
    {
        if (!entry.TryGetProperty(key, out var array) || array.ValueKind != JsonValueKind.Array) throw Invalid(path, name, $"has no {key}");
        return [.. array.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var number) && number >= 0
                ? number
                : throw Invalid(path, name, $"has {key} {array.GetRawText()}: whole numbers from 0 are allowed"))];
    }

    static long Checked(long[] shape, int elementSize, string name, string path)
    {
        try
        {
            return ByteCount(shape, elementSize);
        }
        catch (OverflowException)
        {
            throw Invalid(path, name, $"has the shape [{string.Join(',', shape)}], which no tensor can have");
        }
    }

    /// <exception cref="OverflowException">The bytes, or a stride of an array that another extent makes empty, exceed 64 bits.</exception>
    static long ByteCount(long[] shape, int elementSize)
    {
        var withoutZeros = shape.Aggregate((long)elementSize, (bytes, extent) => checked(bytes * Math.Max(1, extent)));
        return shape.Contains(0L) ? 0 : withoutZeros;
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
            throw Invalid(
                path, entries[^1].Name, $"ends at {expected}, but the file holds {dataLength} bytes of data: it is truncated");
        if (expected < dataLength) throw Invalid(path, $"{dataLength - expected} bytes after the last entry belong to none");
    }

    static void WriteEntry(Utf8JsonWriter json, SafetensorsEntry entry)
    {
        json.WriteStartObject(entry.Name);
        json.WriteString("dtype", entry.Dtype);
        WriteArray(json, "shape", entry.Shape);
        WriteArray(json, "data_offsets", [entry.Begin, entry.End]);
        json.WriteEndObject();
    }

    static void WriteArray(Utf8JsonWriter json, string name, IReadOnlyList<long> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    static InvalidDataException Invalid(string path, string problem) => new($"{path} is no valid safetensors file: {problem}.");

    static InvalidDataException Invalid(string path, string entry, string problem) => Invalid(path, $"entry '{entry}' {problem}");
}
