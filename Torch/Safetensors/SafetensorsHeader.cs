using static TorchSharp.torch;

namespace AdaShift.Bench.Torch;

/// <summary>Where a tensor lies in a safetensors file and how to read it.</summary>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">The byte after the last one.</param>
public sealed record SafetensorsEntry(string Name, ScalarType Dtype, IReadOnlyList<long> Shape, long Begin, long End);

/// <summary>What a safetensors file says about itself before its data.</summary>
/// <param name="Entries">In the order of the data.</param>
/// <param name="Metadata">Free text by key; empty if the file has none.</param>
/// <param name="DataStart">Position of the first data byte in the file.</param>
public sealed record SafetensorsHeader(
    IReadOnlyList<SafetensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata, long DataStart)
{
    internal const string MetadataKey = "__metadata__";

    /// <summary>The format's own limit, in bytes.</summary>
    internal const long MaxLength = 100_000_000;
}
