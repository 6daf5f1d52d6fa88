namespace AdaShift.Bench.Reporting.Charts;

/// <summary>
/// Parts of ECharts options that several kinds of charts share, as objects to be serialized. The theme (Web/charts.js) sets text colours.
/// </summary>
static class Options
{
    public static object Grid(int top = 44, int bottom = 8) => new
    {
        left = 12, right = 24, top, bottom, outerBoundsMode = "same", outerBoundsContain = "all",
    };

    public static object Legend(IEnumerable<string> names) => new { type = "scroll", top = 4, left = "center", itemGap = 18, data = names };

    /// <summary>A slider and pinching; the wheel zooms only with Ctrl, so that it scrolls the page. Static pictures omit it.</summary>
    public static object[] Zoom { get; } =
    [
        new { type = "slider", height = 18, bottom = 6, showDetail = false, brushSelect = false },
        new { type = "inside", zoomOnMouseWheel = "ctrl", moveOnMouseMove = false },
    ];

    public static object Tooltip(string trigger) => new { trigger };

    public static object NoTooltip { get; } = new { show = false };

    public static object ValueAxis(Metric metric, Scale scale, int nameGap, bool? nameMoveOverlap = null) => new
    {
        type = scale == Scale.Log ? "log" : "value",
        name = metric.Unit.Length == 0 ? metric.Name : $"{metric.Name} ({metric.Unit})",
        nameLocation = "middle", nameGap, nameMoveOverlap, scale = true,
    };

    /// <summary>Optimizers down the side, the first on top.</summary>
    public static object LabelAxis(IEnumerable<string> names) => new
    {
        type = "category", inverse = true, data = names,
        axisLabel = new { width = 150, overflow = "truncate", interval = 0 },
        axisTick = new { show = false },
    };

    /// <summary>A row of numbers; ECharts reads '-', written for numbers that are not finite, as missing.</summary>
    public static object[] Row(params IEnumerable<double> values) => [.. values.Select(v => double.IsFinite(v) ? (object)v : "-")];
}
