using static TorchSharp.torch;

namespace AdaShift.Bench.Torch;

/// <summary>The element types of the format: its name, libtorch's, and the size of one element in bytes.</summary>
sealed record SafetensorsDtype(string Name, ScalarType Type, int Size)
{
    static readonly SafetensorsDtype[] All =
    [
        new("F64", ScalarType.Float64, 8),
        new("F32", ScalarType.Float32, 4),
        new("F16", ScalarType.Float16, 2),
        new("BF16", ScalarType.BFloat16, 2),
        new("I64", ScalarType.Int64, 8),
        new("I32", ScalarType.Int32, 4),
        new("I16", ScalarType.Int16, 2),
        new("I8", ScalarType.Int8, 1),
        new("U8", ScalarType.Byte, 1),
        new("BOOL", ScalarType.Bool, 1),
    ];

    public static string Known => string.Join(", ", All.Select(dtype => dtype.Name));

    public static SafetensorsDtype? Find(string name) => Array.Find(All, dtype => dtype.Name == name);

    public static SafetensorsDtype? Find(ScalarType type) => Array.Find(All, dtype => dtype.Type == type);
}
