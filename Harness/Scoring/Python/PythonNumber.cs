using System.Globalization;
using System.Numerics;

namespace AdaShift.Bench.Scoring.Python;

/// <summary>Numbers as Python writes them.</summary>
public static class PythonNumber
{
    /// <summary><c>f"{value:.{decimals}f}"</c>: exact, and ties to even, where .NET rounds 6.25 up to 6.3.</summary>
    /// <param name="value">Finite.</param>
    public static string Fixed(double value, int decimals)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = (bits & 0xF_FFFF_FFFF_FFFF) | (exponent == 0 ? 0 : 1L << 52);
        // |value| = mantissa · 2^power
        var power = Math.Max(exponent, 1) - 1075;
        var scaled = mantissa * BigInteger.Pow(10, decimals);
        var rounded = power >= 0 ? scaled << power : RoundedShift(scaled, -power);
        var digits = rounded.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var sign = bits < 0 ? "-" : "";
        return decimals == 0 ? sign + digits : $"{sign}{digits[..^decimals]}.{digits[^decimals..]}";
    }

    /// <summary><c>repr(value)</c>: the shortest text that reads back the same, <c>48.0</c> and <c>1e-05</c>.</summary>
    public static string Repr(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();
        return text.All(c => char.IsAsciiDigit(c) || c == '-') ? $"{text}.0" : text;
    }

    /// <returns><paramref name="number"/> / 2^<paramref name="bits"/>, ties to even.</returns>
    static BigInteger RoundedShift(BigInteger number, int bits)
    {
        var (floor, half) = (number >> bits, BigInteger.One << (bits - 1));
        var rest = number - (floor << bits);
        return rest > half || (rest == half && !floor.IsEven) ? floor + 1 : floor;
    }
}
