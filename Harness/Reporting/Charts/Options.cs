using System.Text.Json.Nodes;

namespace AdaShift.Bench.Reporting.Charts;

/// <summary>Parts that the chart kinds share. Text colours are left to the theme (light or dark, Web/charts.js).</summary>
static class Options
{
    public static JsonObject Grid(int left = 12, int top = 44, int bottom = 8) => new()
    {
        ["left"] = left, ["right"] = 24, ["top"] = top, ["bottom"] = bottom, ["outerBoundsMode"] = "same", ["outerBoundsContain"] = "all",
    };

    public static JsonObject Legend(IEnumerable<string> names) => new()
    {
        ["type"] = "scroll", ["top"] = 4, ["left"] = "center", ["itemGap"] = 18, ["data"] = Names(names),
    };

    /// <summary>
    /// A slider, and pinching; the wheel only with Ctrl, so that it goes on scrolling the page. Static pictures leave it out.
    /// </summary>
    public static JsonArray Zoom() => new(
        new JsonObject { ["type"] = "slider", ["height"] = 18, ["bottom"] = 6, ["showDetail"] = false, ["brushSelect"] = false },
        new JsonObject { ["type"] = "inside", ["zoomOnMouseWheel"] = "ctrl", ["moveOnMouseMove"] = false });

    /// <param name="fromZero">For lengths, as of bars: cut off, they would lie.</param>
    public static JsonObject ValueAxis(string name, bool log = false, bool fromZero = false) => new()
    {
        ["type"] = log ? "log" : "value", ["name"] = name, ["nameLocation"] = "middle", ["nameGap"] = 34, ["scale"] = !fromZero,
    };

    /// <summary>Optimizers down the side, the first on top.</summary>
    public static JsonObject LabelAxis(IEnumerable<string> names) => new()
    {
        ["type"] = "category", ["inverse"] = true, ["data"] = Names(names),
        ["axisLabel"] = new JsonObject { ["width"] = 150, ["overflow"] = "truncate", ["interval"] = 0 },
        ["axisTick"] = new JsonObject { ["show"] = false },
    };

    public static JsonArray Names(IEnumerable<string> names) => [.. names.Select(n => (JsonNode)n)];

    /// <summary>A row of numbers; one that is not finite becomes '-', which ECharts reads as "none".</summary>
    public static JsonArray Row(params double[] values) => [.. values.Select(v => double.IsFinite(v) ? (JsonNode)v : "-")];

    public static JsonArray Rows(IEnumerable<JsonArray> rows) => [.. rows];

    public static string WithUnit(string name, string unit) => unit.Length == 0 ? name : $"{name} ({unit})";
}
