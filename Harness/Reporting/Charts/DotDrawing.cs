namespace AdaShift.Bench.Reporting.Charts;

/// <summary>A small dot per seed; below them the mean as a diamond and its 95 % interval as whiskers.</summary>
static class DotDrawing
{
    public static object Of(DotChart chart, Palette palette) => new
    {
        grid = Options.Grid(top: 16),
        tooltip = Options.Tooltip("item"),
        xAxis = Options.ValueAxis(chart.Metric, chart.Scale, nameGap: 34),
        yAxis = Options.LabelAxis(chart.Samples.Select(s => s.Name)),
        series = chart.Samples.SelectMany((s, row) => Series(s, row, palette[s.Name].Colour)),
    };

    static IEnumerable<object> Series(Sample sample, int row, string color)
    {
        yield return new
        {
            type = "scatter", name = sample.Name, color, z = 3,
            symbolSize = 7, symbolOffset = new[] { 0, -9 }, itemStyle = new { opacity = 0.5 },
            data = sample.Values.Select(v => Options.Row(v.Value, row, v.Key)),
        };
        if (sample.Ci is { } ci)
            yield return new
            {
                type = "custom", name = sample.Name, color, z = 3,
                renderItem = "whisker", silent = true, tooltip = Options.NoTooltip,
                encode = new { x = new[] { 0, 2 }, y = 1 },
                data = new[] { Options.Row(ci.Low, row, ci.High) },
            };
        yield return new
        {
            type = "scatter", name = sample.Name, color, z = 5,
            symbol = "diamond", symbolSize = 14,
            data = new[] { Options.Row(sample.Summary.Mean, row) },
        };
    }
}
