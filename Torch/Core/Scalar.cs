using System.Globalization;
using System.Numerics;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number on its way into an operator; made by implicit conversion. It owns nothing.</summary>
public sealed class Scalar : IDisposable
{
    readonly double _real;
    readonly double _imaginary;
    readonly long _integer;

    Scalar(ScalarType type, double real, long integer = 0, double imaginary = 0)
    {
        Type = type;
        _real = real;
        _integer = integer;
        _imaginary = imaginary;
    }

    public ScalarType Type { get; }

    public static implicit operator Scalar(byte value) => Whole(ScalarType.Byte, value);
    public static implicit operator Scalar(sbyte value) => Whole(ScalarType.Int8, value);
    public static implicit operator Scalar(short value) => Whole(ScalarType.Int16, value);
    public static implicit operator Scalar(int value) => Whole(ScalarType.Int32, value);
    public static implicit operator Scalar(long value) => Whole(ScalarType.Int64, value);
    public static implicit operator Scalar(Half value) => new(ScalarType.Float16, (double)value);
    public static implicit operator Scalar(float value) => new(ScalarType.Float32, value);
    public static implicit operator Scalar(double value) => new(ScalarType.Float64, value);
    public static implicit operator Scalar(bool value) => Whole(ScalarType.Bool, value ? 1 : 0);
    public static implicit operator Scalar((float, float) value) => new(ScalarType.ComplexFloat32, value.Item1, 0, value.Item2);
    public static implicit operator Scalar(Complex value) => new(ScalarType.ComplexFloat64, value.Real, 0, value.Imaginary);

    static Scalar Whole(ScalarType type, long value) => new(type, value, value);

    internal double AsDouble => _real;

    internal long AsInt64 => is_integral(Type) ? _integer : (long)_real;

    internal Complex AsComplex => new(_real, _imaginary);

    internal Arg ToArg() => Type == ScalarType.Bool ? _integer != 0
        : is_integral(Type) ? _integer
        : is_complex(Type) ? Arg.Complex(_real, _imaginary)
        : _real;

    public override string ToString() => is_integral(Type)
        ? _integer.ToString(CultureInfo.InvariantCulture)
        : is_complex(Type) ? AsComplex.ToString(CultureInfo.InvariantCulture) : _real.ToString(CultureInfo.InvariantCulture);

    /// <summary>Nothing to free; here because TorchSharp's has it.</summary>
    public void Dispose()
    {
    }
}

/// <summary>Numbers to scalars and back.</summary>
public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this sbyte value) => value;
    public static Scalar ToScalar(this short value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this Half value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
    public static Scalar ToScalar(this bool value) => value;
    public static Scalar ToScalar(this (float, float) value) => value;
    public static Scalar ToScalar(this Complex value) => value;
    public static Half ToHalf(this Scalar value) => (Half)value.AsDouble;
    public static float ToSingle(this Scalar value) => (float)value.AsDouble;
    public static double ToDouble(this Scalar value) => value.AsDouble;
    public static sbyte ToSByte(this Scalar value) => (sbyte)value.AsInt64;
    public static byte ToByte(this Scalar value) => (byte)value.AsInt64;
    public static short ToInt16(this Scalar value) => (short)value.AsInt64;
    public static int ToInt32(this Scalar value) => (int)value.AsInt64;
    public static long ToInt64(this Scalar value) => value.AsInt64;
    public static bool ToBoolean(this Scalar value) => value.AsDouble != 0;
    public static (float Real, float Imaginary) ToComplexFloat32(this Scalar value) =>
        ((float)value.AsComplex.Real, (float)value.AsComplex.Imaginary);
    public static Complex ToComplexFloat64(this Scalar value) => value.AsComplex;
}
