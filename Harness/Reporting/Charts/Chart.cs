using System.Text.Json.Nodes;

namespace AdaShift.Bench.Reporting.Charts;

/// <summary>
/// One ECharts option for both renderings: interactive in report.html, static SVG for report.md. A new kind of chart is a new file beside
/// this one that returns a Chart; a kind of series that ECharts lacks is registered in Web/charts.js.
/// </summary>
/// <param name="Id">Unique within a report: file name of the SVG and anchor in the HTML.</param>
/// <param name="Description">The picture in words, for those who cannot see it.</param>
/// <param name="Caption">What the marks mean; shown under the chart.</param>
/// <param name="Height">Pixels, at a width of <see cref="Width"/>.</param>
/// <param name="LogAxis">Which value axis may be switched to a logarithmic scale: "x", "y", or null where a zero or a negative number
/// forbids it.</param>
public sealed record Chart(
    string Id, string Title, string Description, string Caption, int Height, JsonObject Option, string? LogAxis = null)
{
    /// <summary>Pixels of the static picture: the width of a GitHub page.</summary>
    public const int Width = 860;
}
