using System.Globalization;

namespace AdaShift.Bench.Records;

/// <summary>Numbers in selectors: the shortest text that reads back the same, <c>1e-8</c> rather than <c>1E-08</c>.</summary>
public static class Number
{
    public static string Format(double number) => Tidy(number.ToString("R", CultureInfo.InvariantCulture));

    public static string Format(float number) => Tidy(number.ToString("R", CultureInfo.InvariantCulture));

    static string Tidy(string text)
    {
        if (text is "Infinity" or "-Infinity") return text.Replace("Infinity", "inf", StringComparison.Ordinal);
        var at = text.IndexOf('E', StringComparison.Ordinal);
        if (at < 0) return text;
        var exponent = int.Parse(text[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{text[..at]}e{exponent}");
    }
}
