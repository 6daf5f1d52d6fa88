using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AdaShift.Bench.Reporting.Charts;

/// <summary>
/// A chart as one ECharts option for both renderings. A kind of series that ECharts lacks is registered in Web/charts.js.
/// </summary>
/// <param name="Height">Pixels, at a width of <see cref="Width"/>.</param>
/// <param name="LogAxis">Which axis readers may switch to a logarithmic scale: "x", "y", or null for none.</param>
public sealed record Drawing(Chart Chart, JsonNode Option, int Height, string? LogAxis)
{
    /// <summary>Pixels of the static picture: the width of a GitHub page.</summary>
    public const int Width = 860;

    static readonly JsonSerializerOptions withoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static IReadOnlyList<Drawing> Of(Page page, Palette palette) => [.. page.Charts.Select(chart => Of(chart, palette))];

    public static Drawing Of(Chart chart, Palette palette)
    {
        var (option, height, axis) = chart switch
        {
            CurveChart curves => (CurveDrawing.Of(curves, palette), 400, "y"),
            DotChart dots => (DotDrawing.Of(dots, palette), 70 + 38 * dots.Samples.Count, "x"),
            TimeChart bars => (TimeDrawing.Of(bars), 90 + 34 * bars.Splits.Count, "x"),
            HeatMap map => (HeatDrawing.Of(map.Grid), 560, null),
            _ => throw new ArgumentException($"There is no drawing of {chart.GetType().Name}.", nameof(chart)),
        };
        return new(chart, JsonSerializer.SerializeToNode(option, withoutNulls)!, height, chart.Scale == Scale.Linear ? null : axis);
    }
}
