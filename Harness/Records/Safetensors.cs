using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace AdaShift.Bench.Records;

/// <summary>Where an array is in a safetensors file, and how to read it.</summary>
/// <param name="Dtype">E.g. F32, I64, BOOL.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">The byte after the last one.</param>
public sealed record SafetensorsEntry(string Name, string Dtype, IReadOnlyList<long> Shape, long Begin, long End);

/// <summary>
/// The header of a file of named arrays that any language can read: 8 bytes of little-endian length, JSON, then raw data
/// (https://github.com/huggingface/safetensors#format). Loading one never runs code.
/// </summary>
public static class Safetensors
{
    /// <summary>The reserved name of the entry that holds text by key.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>The format's own limit, in bytes.</summary>
    const long LongestHeader = 100_000_000;

    /// <summary>The element types, with the size of one element in bytes.</summary>
    public static IReadOnlyDictionary<string, int> Sizes { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["F64"] = 8, ["F32"] = 4, ["F16"] = 2, ["BF16"] = 2, ["I64"] = 8, ["I32"] = 4, ["I16"] = 2, ["I8"] = 1, ["U8"] = 1, ["BOOL"] = 1,
    };

    /// <summary>Large elements first, so that each array starts at a multiple of its element size; then by name.</summary>
    /// <exception cref="ArgumentException">The format reserves a name.</exception>
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

    /// <summary>Writes everything before the data.</summary>
    /// <param name="metadata">Text by key; comes first and in this order.</param>
    public static void WriteHeader(
        Stream stream, IReadOnlyList<SafetensorsEntry> entries, params IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        var json = new JsonObject();
        if (metadata.Count > 0) json[MetadataKey] = new JsonObject(metadata.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value)));
        foreach (var entry in entries)
            json[entry.Name] = new JsonObject
            {
                ["dtype"] = entry.Dtype, ["shape"] = Numbers(entry.Shape), ["data_offsets"] = Numbers([entry.Begin, entry.End]),
            };
        var text = Encoding.UTF8.GetBytes(json.ToJsonString());
        byte[] header = [.. text, .. Enumerable.Repeat((byte)' ', (8 - text.Length % 8) % 8)];
        if (header.Length > LongestHeader)
            throw new ArgumentException($"The header takes {header.Length} bytes; the format allows {LongestHeader}.", nameof(entries));
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
    }

    /// <summary>Reads a header and checks its sizes, types, overlaps and holes before any data is read.</summary>
    /// <param name="path">Names the file in errors.</param>
    /// <returns>The entries in the order of their data, which follows; and the metadata.</returns>
    /// <exception cref="InvalidDataException">Names the file and, if one is at fault, the entry.</exception>
    public static (IReadOnlyList<SafetensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata) ReadHeader(
        Stream stream, string path)
    {
        try
        {
            var bytes = new byte[HeaderLength(stream)];
            stream.ReadExactly(bytes);
            if (bytes is not [(byte)'{', ..]) throw new InvalidDataException("the header does not begin with '{'");
            if (!Utf8.IsValid(bytes)) throw new InvalidDataException("the header is not UTF-8");
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var parts = json.RootElement.EnumerateObject().ToLookup(part => part.Name == MetadataKey);
            List<SafetensorsEntry> entries = [.. parts[false].Select(ReadEntry)];
            entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
            RequireGapless(entries, stream.Length - sizeof(ulong) - bytes.Length);
            return (entries, parts[true].SelectMany(ReadMetadata).ToDictionary(StringComparer.Ordinal));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path} is no valid safetensors file: {e.Message}.", e);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter for half a surrogate pair, \ud800
        {
            throw new InvalidDataException($"{path} is no valid safetensors file: the header is not JSON: {e.Message}", e);
        }
    }

    static JsonArray Numbers(IEnumerable<long> values) => new([.. values.Select(value => (JsonNode)value)]);

    static long HeaderLength(Stream stream)
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        if (stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
            throw new InvalidDataException($"it has {stream.Length} bytes, fewer than the 8 that give the header's length");
        var (length, rest) = (BinaryPrimitives.ReadUInt64LittleEndian(prefix), stream.Length - prefix.Length);
        if (length > LongestHeader)
            throw new InvalidDataException($"the header claims {length} bytes, more than the {LongestHeader} that the format allows");
        return (long)length <= rest ? (long)length
            : throw new InvalidDataException($"it is truncated: the header claims {length} bytes, {rest} are there");
    }

    static IEnumerable<KeyValuePair<string, string>> ReadMetadata(JsonProperty property)
    {
        if (property.Value.ValueKind != JsonValueKind.Object) throw new InvalidDataException($"{MetadataKey} is not an object");
        return property.Value.EnumerateObject().Select(item => item.Value.ValueKind == JsonValueKind.String
            ? KeyValuePair.Create(item.Name, item.Value.GetString()!)
            : throw new InvalidDataException($"{MetadataKey} '{item.Name}' is not a text"));
    }

    static SafetensorsEntry ReadEntry(JsonProperty property)
    {
        var (name, value) = (property.Name, property.Value);
        if (value.ValueKind != JsonValueKind.Object) throw Wrong(name, "is not an object");
        var dtype = value.TryGetProperty("dtype", out var given) && given.ValueKind == JsonValueKind.String
            ? given.GetString()! : throw Wrong(name, "has no dtype");
        if (!Sizes.TryGetValue(dtype, out var size))
            throw Wrong(name, $"has the unknown dtype '{dtype}'. Known: {string.Join(", ", Sizes.Keys)}");
        var shape = Integers(value, "shape", name);
        if (Integers(value, "data_offsets", name) is not [var begin, var end])
            throw Wrong(name, "has data_offsets that are not two numbers");
        try
        {
            var bytes = ByteCount(shape, size);
            return begin <= end && end - begin == bytes ? new(name, dtype, shape, begin, end)
                : throw Wrong(name, $"has data_offsets [{begin},{end}], but {dtype} [{string.Join(',', shape)}] takes {bytes} bytes");
        }
        catch (OverflowException)
        {
            throw Wrong(name, $"has the shape [{string.Join(',', shape)}], which no tensor can have");
        }
    }

    static long[] Integers(JsonElement entry, string key, string name)
    {
        if (!entry.TryGetProperty(key, out var array) || array.ValueKind != JsonValueKind.Array) throw Wrong(name, $"has no {key}");
        return [.. array.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var number) && number >= 0
                ? number
                : throw Wrong(name, $"has {key} {array.GetRawText()}: whole numbers from 0 are allowed"))];
    }

    /// <exception cref="OverflowException">The bytes, or a stride of an array that another extent makes empty, exceed 64 bits.</exception>
    static long ByteCount(long[] shape, int elementSize)
    {
        var withoutZeros = shape.Aggregate((long)elementSize, (bytes, extent) => checked(bytes * Math.Max(1, extent)));
        return shape.Contains(0L) ? 0 : withoutZeros;
    }

    static void RequireGapless(List<SafetensorsEntry> entries, long dataLength)
    {
        long expected = 0;
        foreach (var entry in entries)
        {
            if (entry.Begin != expected)
                throw Wrong(entry.Name, $"begins at {entry.Begin}, {(entry.Begin < expected ? "inside" : "after a hole behind")} "
                    + $"the entry before it, which ends at {expected}");
            expected = entry.End;
        }

        if (expected > dataLength)
            throw Wrong(entries[^1].Name, $"ends at {expected}, but the file holds {dataLength} bytes of data: it is truncated");
        if (expected < dataLength) throw new InvalidDataException($"{dataLength - expected} bytes after the last entry belong to none");
    }

    static InvalidDataException Wrong(string entry, string problem) => new($"entry '{entry}' {problem}");
}
