using System.Globalization;
using System.Text;

namespace AdaShift.Bench.Reporting.Output;

/// <summary>A table as comma-separated values (RFC 4180), with numbers that round-trip exactly.</summary>
sealed class Csv
{
    readonly StringBuilder text = new();

    public Csv(params IEnumerable<string> columns) => Add([.. columns]);

    public void Add(params object?[] values) => text.Append(string.Join(',', values.Select(Field))).Append('\n');

    public override string ToString() => text.ToString();

    static string Field(object? value)
    {
        var field = value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value?.ToString() ?? "";
        return field.AsSpan().IndexOfAny(",\"\n\r") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
