using AdaShift.Bench.Torch;
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
    /// <exception cref="InvalidDataException">No tensor starts here, or one that is larger than the rest of the stream.</exception>
    /// <exception cref="EndOfStreamException">The stream ends within the description, or has no length by which to tell before.</exception>
    public static Tensor Load(BinaryReader reader)
    {
        var (type, shape) = SavedDescription.Read(reader);
        var tensor = empty(shape, type);
        tensor.ReadBytesFromStream(reader.BaseStream);
        return tensor;
    }
}

/// <summary>What stands before the bytes of a saved tensor. No memory is taken on its word alone.</summary>
file static class SavedDescription
{
    const int MostDimensions = 64;

    public static (ScalarType Type, long[] Shape) Read(BinaryReader reader)
    {
        var (type, dimensions) = (ReadNumber(reader), ReadNumber(reader));
        if (ElementSize(type) is not { } elementSize || dimensions is < 0 or > MostDimensions)
            throw new InvalidDataException($"No saved tensor here: element type {type}, {dimensions} dimensions.");
        var shape = new long[dimensions];
        for (var d = 0; d < shape.Length; d++)
            shape[d] = ReadNumber(reader);
        RequireBytes(shape, elementSize, reader.BaseStream);
        return ((ScalarType)type, shape);
    }

    static long ReadNumber(BinaryReader reader)
    {
        try
        {
            return reader.Read7BitEncodedInt64();
        }
        catch (FormatException error)
        {
            throw new InvalidDataException("No saved tensor here: a number has more than 64 bits.", error);
        }
    }

    /// <returns>Bytes; null for what no tensor is saved as.</returns>
    static int? ElementSize(long type)
    {
        if (type is < sbyte.MinValue or > sbyte.MaxValue)
            return null;
        return (ScalarType)type switch
        {
            ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
            ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
            ScalarType.Int32 or ScalarType.Float32 => 4,
            ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
            ScalarType.ComplexFloat64 => 16,
            _ => null,
        };
    }

    static void RequireBytes(long[] shape, int elementSize, Stream stream)
    {
        var text = string.Join(", ", shape);
        if (ByteCount(shape, elementSize) is not { } bytes)
            throw new InvalidDataException($"No saved tensor here: no tensor has the shape [{text}].");
        if (stream.CanSeek && stream.Length - stream.Position is var rest && bytes > rest)
            throw new InvalidDataException($"The saved tensor of shape [{text}] takes {bytes} bytes, but the stream ends after {rest}.");
    }

    static long? ByteCount(long[] shape, int elementSize)
    {
        if (Array.Exists(shape, extent => extent < 0))
            return null;
        try
        {
            return TensorBytes.Count(shape, elementSize);
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
