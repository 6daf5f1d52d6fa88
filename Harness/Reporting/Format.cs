using System.Globalization;

namespace AdaShift.Bench.Reporting;

/// <summary>Numbers as people read them; the same under every culture.</summary>
static class Format
{
    static readonly CultureInfo invariant = CultureInfo.InvariantCulture;

    /// <summary>As many digits as the number has, at most 12.</summary>
    public static string Number(double value) => value.ToString("G12", invariant);

    public static string Count(double value) => value.ToString("#,0", invariant);

    /// <summary>Four significant digits.</summary>
    public static string Value(double value) =>
        value == 0 ? "0" : NeedsExponent(value) ? value.ToString("0.###e+0", invariant) : Fixed(value, 3 - Magnitude(value));

    /// <summary>Mean ± standard deviation, rounded to two digits of the deviation.</summary>
    public static string MeanSd(Summary summary)
    {
        if (summary.Sd is not { } sd) return Value(summary.Mean);
        return NeedsExponent(Math.Max(Math.Abs(summary.Mean), sd)) || !IsUseful(summary.Mean, sd)
            ? $"{Rounded(summary.Mean, sd)} ± {Value(sd)}"
            : $"{Fixed(summary.Mean, 1 - Magnitude(sd))} ± {Fixed(sd, 1 - Magnitude(sd))}";
    }

    /// <summary>A value with the decimals that its uncertainty makes meaningful.</summary>
    public static string Rounded(double value, double uncertainty)
    {
        if (!IsUseful(value, uncertainty)) return Value(value);
        if (NeedsExponent(Math.Max(Math.Abs(value), uncertainty))) return value.ToString("0.##e+0", invariant);
        return Fixed(value, 1 - Magnitude(uncertainty));
    }

    /// <summary>A spread of zero, or one far below the digits that anybody reads, does not determine the rounding.</summary>
    static bool IsUseful(double value, double uncertainty) =>
        uncertainty > 0 && double.IsFinite(uncertainty) && Math.Abs(value) <= 1e6 * uncertainty;

    public static string Signed(double value, double uncertainty)
    {
        var text = Rounded(value, uncertainty);
        return value > 0 && !text.StartsWith('-') ? "+" + text : text.Replace('-', '−');
    }

    public static string Interval(ConfidenceInterval ci) => $"[{Signed(ci.Low, ci.Half)}, {Signed(ci.High, ci.Half)}]";

    public static string Seconds(double seconds) => Math.Abs(seconds) switch
    {
        0 => "0 s",
        < 1e-3 => $"{Three(seconds * 1e6)} µs",
        < 1 => $"{Three(seconds * 1e3)} ms",
        < 120 => $"{Three(seconds)} s",
        < 7200 => $"{Three(seconds / 60)} min",
        _ => $"{Three(seconds / 3600)} h",
    };

    public static string Percent(double share) => share.ToString("0 %", invariant);

    public static string P(double p) => p < 0.0001 ? "< 0.0001" : p.ToString("0.####", invariant);

    public static string Bytes(double bytes) => bytes switch
    {
        < 1L << 20 => $"{Three(bytes / 1024)} KiB",
        < 1L << 30 => $"{Three(bytes / (1L << 20))} MiB",
        _ => $"{Three(bytes / (1L << 30))} GiB",
    };

    static string Three(double value) => Fixed(value, value == 0 ? 0 : Math.Max(0, 2 - Magnitude(value)));

    /// <summary>With thousands separators if the number is large; never "-0".</summary>
    static string Fixed(double value, int decimals)
    {
        decimals = Math.Clamp(decimals, 0, 12);
        var text = value.ToString((Math.Abs(value) >= 10_000 ? "N" : "F") + decimals.ToString(invariant), invariant);
        return text.StartsWith('-') && text.All(c => c is '-' or '0' or '.' or ',') ? text[1..] : text;
    }

    static bool NeedsExponent(double value) => Math.Abs(value) is < 1e-4 or >= 1e7;

    static int Magnitude(double value) => (int)Math.Floor(Math.Log10(Math.Abs(value)));
}
