using System.Buffers.Binary;

namespace AdaShift.Bench.Datasets;

/// <summary>The IDX format of the MNIST files.</summary>
/// <remarks>
/// Big-endian: two zero bytes, one for the type of the values (8: unsigned byte), one for the number of dimensions, a 32-bit size for each
/// dimension, then the values, the last dimension fastest.
/// </remarks>
static class IdxFile
{
    const int UnsignedByte = 8;

    /// <returns>The size of each dimension and the values in the file's order.</returns>
    /// <exception cref="InvalidDataException">The file is not what its header says, or not of bytes in so many dimensions.</exception>
    public static (long[] Shape, byte[] Data) ReadBytes(string path, int dimensions)
    {
        using var file = File.OpenRead(path);
        var header = new byte[4 + (4 * dimensions)];
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
            throw new InvalidDataException($"{path} has {file.Length} bytes, not even the header of {header.Length}.");

        var magic = BinaryPrimitives.ReadInt32BigEndian(header);
        var expected = (UnsignedByte << 8) | dimensions;
        if (magic != expected)
            throw new InvalidDataException(
                $"{path} begins with the magic number {magic}, expected {expected} (unsigned bytes, {dimensions} dimensions).");

        var shape = new long[dimensions];
        for (var d = 0; d < dimensions; d++) shape[d] = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4 + (4 * d)));
        return (shape, ReadValues(file, path, shape));
    }

    static byte[] ReadValues(FileStream file, string path, long[] shape)
    {
        // 128 bits: three dimensions of 32 bits each.
        var count = shape.Aggregate((Int128)1, (product, size) => product * size);
        var there = file.Length - file.Position;
        if (there != count)
            throw new InvalidDataException($"{path} has {there} values after its header, expected {string.Join('×', shape)} = {count}.");

        var data = GC.AllocateUninitializedArray<byte>(checked((int)there));
        file.ReadExactly(data);
        return data;
    }
}
