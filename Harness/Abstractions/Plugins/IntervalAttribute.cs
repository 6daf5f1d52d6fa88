using System.Globalization;

namespace AdaShift.Bench;

/// <summary>The values that a numeric setting may take: <c>[Interval("(0, inf)")] double Lr</c>.</summary>
/// <remarks>NaN is in no interval. Checked when a selector is bound, before anything runs.</remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class IntervalAttribute : Attribute
{
    readonly string interval;
    readonly double low;
    readonly double high;

    /// <exception cref="FormatException">The text is not an interval.</exception>
    public IntervalAttribute(string interval)
    {
        var ends = interval.Length > 4 ? interval[1..^1].Split(',', StringSplitOptions.TrimEntries) : [];
        if (ends.Length != 2 || interval[0] is not ('(' or '[') || interval[^1] is not (')' or ']'))
            throw new FormatException($"'{interval}' is not an interval. Expected something like '[0, 1)' or '(0, inf)'.");
        (this.interval, low, high) = (interval, End(ends[0]), End(ends[1]));
    }

    public bool Contains(double value) =>
        (interval[0] == '[' ? value >= low : value > low) && (interval[^1] == ']' ? value <= high : value < high);

    public override string ToString() => interval;

    static double End(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
