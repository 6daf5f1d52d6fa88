using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Tensors to streams and back: element type, number of dimensions, sizes, then the bytes, numbers in 7-bit groups.</summary>
public static class TensorExtensionMethods
{
    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        writer.Write7BitEncodedInt64((long)tensor.dtype);
        var shape = tensor.shape;
        writer.Write7BitEncodedInt64(shape.Length);
        foreach (var size in shape)
            writer.Write7BitEncodedInt64(size);
        writer.Flush();
        tensor.WriteBytesToStream(writer.BaseStream);
    }

    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }
}

public static partial class torch
{
    /// <summary>Reads what <see cref="TensorExtensionMethods.Save(Tensor, BinaryWriter)"/> wrote.</summary>
    /// <exception cref="InvalidDataException">No tensor starts here.</exception>
    /// <exception cref="EndOfStreamException">The stream ends within the tensor.</exception>
    public static Tensor Load(BinaryReader reader)
    {
        var type = (ScalarType)reader.Read7BitEncodedInt64();
        var dimensions = reader.Read7BitEncodedInt64();
        if (!Enum.IsDefined(type) || dimensions is < 0 or > 64)
            throw new InvalidDataException($"No saved tensor here: element type {(long)type}, {dimensions} dimensions.");
        var shape = new long[dimensions];
        for (var d = 0; d < shape.Length; d++)
            shape[d] = reader.Read7BitEncodedInt64();
        var tensor = empty(shape, type);
        tensor.ReadBytesFromStream(reader.BaseStream);
        return tensor;
    }
}
