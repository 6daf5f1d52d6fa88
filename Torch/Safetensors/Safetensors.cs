using static TorchSharp.torch;

namespace AdaShift.Bench.Torch;

/// <summary>
/// Named tensors in a file that any language reads: an 8-byte little-endian header length, a JSON header, raw data
/// (https://github.com/huggingface/safetensors#format). No code is ever run by loading one.
/// </summary>
public static class Safetensors
{
    /// <summary>Writes beside <paramref name="path"/>, flushes to disk, then renames: an old file is whole until then.</summary>
    /// <param name="tensors">Of any device and layout; the same tensors give the same bytes.</param>
    /// <param name="metadata">Free text by key.</param>
    /// <exception cref="ArgumentException">A tensor's type or name cannot be in the format; nothing is written.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        string aside = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
            {
                SafetensorsWriter.Write(stream, tensors, metadata);
                stream.Flush(flushToDisk: true);
            }
            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }

    /// <returns>New tensors by name; they belong to the current dispose scope.</returns>
    /// <param name="device">Where they go; the CPU if null.</param>
    /// <exception cref="InvalidDataException">The file breaks the format; names file and entry.</exception>
    public static Dictionary<string, Tensor> Load(string path, Device? device = null)
    {
        using var stream = File.OpenRead(path);
        using var scope = NewDisposeScope();
        var header = SafetensorsReader.ReadHeader(stream, path);
        var tensors = header.Entries.ToDictionary(entry => entry.Name, entry => ReadTensor(stream, entry, device), StringComparer.Ordinal);
        foreach (var tensor in tensors.Values) tensor.MoveToOuterDisposeScope();
        return tensors;
    }

    /// <summary>Reads and checks the header only: cheap, however large the file.</summary>
    /// <inheritdoc cref="Load" path="/exception"/>
    public static SafetensorsHeader ReadHeader(string path)
    {
        using var stream = File.OpenRead(path);
        return SafetensorsReader.ReadHeader(stream, path);
    }

    static Tensor ReadTensor(Stream stream, SafetensorsEntry entry, Device? device)
    {
        var tensor = empty([.. entry.Shape], dtype: entry.Dtype);
        TensorBytes.Read(stream, tensor);
        return device is null ? tensor : tensor.to(device);
    }
}
