using System.Buffers.Binary;

namespace AdaShift.Bench.Datasets.Tests;

/// <summary>Bytes in exactly the format of the MNIST files.</summary>
static class TinyIdx
{
    public static byte[] Of(byte[] values, params int[] shape)
    {
        var file = new byte[4 + (4 * shape.Length) + values.Length];
        file[2] = 8;
        file[3] = (byte)shape.Length;
        for (var d = 0; d < shape.Length; d++) BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (4 * d)), shape[d]);
        values.CopyTo(file, 4 + (4 * shape.Length));
        return file;
    }
}
