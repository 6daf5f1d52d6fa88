using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>
/// An operator's argument, made by implicit conversion. It keeps the managed object it came from alive until the call has returned, so no
/// finalizer frees a tensor that libtorch is using.
/// </summary>
readonly struct Arg
{
    internal readonly object? Object;
    internal readonly long Bits;
    internal readonly Tag Tag;
    internal readonly int Count;

    Arg(Tag tag, long bits, object? @object = null, int count = 0)
    {
        Object = @object;
        Bits = bits;
        Tag = tag;
        Count = count;
    }

    public static Arg None => default;

    public static implicit operator Arg(Tensor? tensor) => tensor is null ? default : new(Tag.Tensor, tensor.Handle, tensor);
    public static implicit operator Arg(Scalar? scalar) => scalar is null ? default : scalar.ToArg();
    public static implicit operator Arg(long value) => new(Tag.Int, value);
    public static implicit operator Arg(int value) => new(Tag.Int, value);
    public static implicit operator Arg(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Arg(bool value) => new(Tag.Bool, value ? 1 : 0);
    public static implicit operator Arg(long? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(int? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(double? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(bool? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(ScalarType value) => new(Tag.Int, (long)value);
    public static implicit operator Arg(ScalarType? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(string? value) => value is null ? default : new(Tag.String, 0, value, value.Length);
    public static implicit operator Arg(long[]? values) => values is null ? default : new(Tag.IntList, 0, values, values.Length);
    public static implicit operator Arg(double[]? values) => values is null ? default : new(Tag.DoubleList, 0, values, values.Length);
    public static implicit operator Arg(bool[]? values) => values is null ? default : new(Tag.BoolList, 0, values, values.Length);
    public static implicit operator Arg(Tensor[]? values) => values is null ? default : new(Tag.TensorList, 0, values, values.Length);
    public static implicit operator Arg(Device? device) =>
        device is null ? default : new(Tag.Device, device.index, null, (int)device.type);
    public static implicit operator Arg(Generator? generator) =>
        generator is null ? default : new(Tag.Generator, generator.Handle, generator);

    /// <summary>A tensor list in which a null means "no tensor": the indices of <c>aten::index</c>.</summary>
    public static Arg Optionals(Tensor?[] values) => new(Tag.OptionalTensorList, 0, values, values.Length);

    public static Arg Complex(double real, double imaginary) => new(Tag.Complex, 0, new[] { real, imaginary }, 2);

    /// <summary>The bytes of list contents this argument needs beside its 16.</summary>
    internal int ScratchBytes => Object switch
    {
        null or Tensor or Generator => 0,
        string text => text.Length * 3,
        bool[] flags => (flags.Length + 7) & ~7,
        Array list => list.Length * 8,
        _ => 0,
    };

    /// <summary>Writes the native form, list contents at <paramref name="scratch"/>, which moves past them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal unsafe void Write(NativeArg* target, ref byte* scratch)
    {
        target->Tag = Tag;
        target->Count = Count;
        target->Bits = Bits;
        if (Tag is >= Tag.IntList and <= Tag.String or Tag.Complex)
            WriteList(target, ref scratch);
    }

    unsafe void WriteList(NativeArg* target, ref byte* scratch)
    {
        target->Bits = (long)scratch;
        switch (Object)
        {
            case long[] values:
                values.AsSpan().CopyTo(new Span<long>(scratch, values.Length));
                break;
            case double[] values:
                values.AsSpan().CopyTo(new Span<double>(scratch, values.Length));
                break;
            case bool[] values:
                values.AsSpan().CopyTo(new Span<bool>(scratch, values.Length));
                break;
            case Tensor?[] values:
                for (var k = 0; k < values.Length; k++)
                    ((nint*)scratch)[k] = values[k]?.Handle ?? 0;
                break;
            case string text:
                target->Count = System.Text.Encoding.UTF8.GetBytes(text, new Span<byte>(scratch, text.Length * 3));
                break;
        }
        scratch += (ScratchBytes + 7) & ~7;
    }
}
