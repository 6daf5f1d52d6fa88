using System.Globalization;

namespace AdaShift.Bench;

/// <summary>An interval of real numbers in the usual notation: <c>(0, inf)</c>, <c>[0, 1)</c>, <c>[1, 64]</c>.</summary>
public readonly record struct Interval(double Low, bool LowIn, double High, bool HighIn)
{
    public bool Contains(double value) =>
        (LowIn ? value >= Low : value > Low) && (HighIn ? value <= High : value < High);

    /// <exception cref="FormatException">The text is not an interval.</exception>
    public static Interval Parse(string text)
    {
        var ends = text.Length > 4 ? text[1..^1].Split(',', StringSplitOptions.TrimEntries) : [];
        if (ends.Length != 2 || text[0] is not ('(' or '[') || text[^1] is not (')' or ']'))
            throw new FormatException($"'{text}' is not an interval. Expected something like '[0, 1)' or '(0, inf)'.");
        return new(End(ends[0]), text[0] == '[', End(ends[1]), text[^1] == ']');
    }

    public override string ToString() => $"{(LowIn ? '[' : '(')}{Show(Low)}, {Show(High)}{(HighIn ? ']' : ')')}";

    static double End(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    static string Show(double end) => double.IsPositiveInfinity(end) ? "inf"
        : double.IsNegativeInfinity(end) ? "-inf"
        : end.ToString("R", CultureInfo.InvariantCulture);
}
