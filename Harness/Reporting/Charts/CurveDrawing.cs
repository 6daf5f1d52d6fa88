namespace AdaShift.Bench.Reporting.Charts;

/// <summary>Learning curves over epochs, or over steps if the workload has no epochs.</summary>
static class CurveDrawing
{
    /// <summary>✕: a seed that diverged.</summary>
    const string Cross = "path://M2 0 L10 8 L18 0 L20 2 L12 10 L20 18 L18 20 L10 12 L2 20 L0 18 L8 10 L0 2 Z";

    public static object Of(CurveChart chart, Palette palette)
    {
        var epochs = chart.Curves.SelectMany(c => c.Points).All(p => p.Epoch is not null);
        return new
        {
            grid = Options.Grid(),
            legend = Options.Legend(chart.Curves.Select(c => c.Arm)),
            tooltip = Options.Tooltip("axis"),
            xAxis = new
            {
                type = "value", name = epochs ? "epoch" : "step", nameLocation = "middle", nameGap = 26, scale = true,
                min = "dataMin", max = "dataMax",
            },
            yAxis = Options.ValueAxis(chart.Metric, chart.Scale, nameGap: 12, nameMoveOverlap: true),
            dataZoom = Options.Zoom,
            series = chart.Curves.SelectMany(c => Series(c, palette[c.Arm], epochs)),
        };
    }

    static IEnumerable<object> Series(Curve curve, Mark mark, bool epochs)
    {
        yield return new
        {
            type = "line", name = curve.Arm, color = mark.Colour, z = 3,
            symbol = mark.Symbol, symbolSize = 5, showSymbol = curve.Points.Count <= 25,
            lineStyle = new { width = 2, type = mark.Dash },
            encode = new { x = 0, y = 1 },
            dimensions = new[] { "x", "mean", "min", "max", "n" },
            data = curve.Points.Select(p => Options.Row(X(p.Step, p.Epoch), p.Mean, p.Min, p.Max, p.N)),
        };
        yield return new
        {
            type = "custom", name = curve.Arm, color = mark.Colour, z = 1,
            renderItem = "band", clip = true, silent = true, tooltip = Options.NoTooltip,
            encode = new { x = 0, y = new[] { 1, 2 } },
            data = curve.Points.Select(p => Options.Row(X(p.Step, p.Epoch), p.Min, p.Max)),
        };
        if (curve.Ends.Count == 0) yield break;
        yield return new
        {
            type = "scatter", name = curve.Arm, color = mark.Colour, z = 4,
            symbol = Cross, symbolSize = 13, tooltip = Options.NoTooltip,
            data = curve.Ends.Select(e => Options.Row(X(e.Step, e.Epoch), e.Value)),
        };

        double X(long step, double? epoch) => epochs ? epoch!.Value : step;
    }
}
