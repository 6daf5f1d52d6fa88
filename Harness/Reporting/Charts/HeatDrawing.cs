using System.Globalization;

namespace AdaShift.Bench.Reporting.Charts;

/// <summary>
/// Values over a plane as colours: from blue through white to orange around 0 if both signs occur, otherwise from light to dark.
/// </summary>
static class HeatDrawing
{
    /// <summary>Behind the squares: visible where one is missing, and unlike any of the colours.</summary>
    const string Missing = "#9A9A9A";

    static readonly string[] aroundZero = ["#0072B2", "#9DC9E4", "#F4F4F4", "#F1C58B", "#D55E00"];
    static readonly string[] upwards = ["#FFFBE6", "#F5D27A", "#E69F00", "#B5541A", "#4B1D0B"];

    public static object Of(HeatGrid grid) => new
    {
        grid = new
        {
            left = 12, right = 96, top = 16, bottom = 24, outerBoundsMode = "same", outerBoundsContain = "all",
            show = true, backgroundColor = Missing, borderWidth = 0,
        },
        tooltip = Options.Tooltip("item"),
        xAxis = Axis(grid.X, grid.Xs, 26),
        yAxis = Axis(grid.Y, grid.Ys, 40),
        visualMap = Colours(grid, signed: grid.Finite[0] < 0 && grid.Finite[^1] > 0),
        series = new[] { new { type = "heatmap", name = grid.Value, progressive = 0, data = Squares(grid) } },
    };

    static object Axis(string name, IReadOnlyList<double> at, int nameGap) => new
    {
        type = "category", name, nameLocation = "middle", nameGap, data = at.Select(v => v.ToString("G6", CultureInfo.InvariantCulture)),
        axisTick = new { show = false }, splitLine = new { show = false },
    };

    static object Colours(HeatGrid grid, bool signed)
    {
        var (min, max) = Range(grid, signed);
        return new
        {
            type = "continuous", min, max, precision = max - min < 10 ? 2 : 0, calculable = true, text = new[] { grid.Value, "" },
            right = 4, top = "center", itemHeight = 320,
            inRange = new { color = signed ? aroundZero : upwards }, outOfRange = new { color = "transparent" },
        };
    }

    /// <summary>Excludes the extreme 2 % on either side, which would make the rest pale.</summary>
    static (double low, double high) Range(HeatGrid grid, bool signed)
    {
        var (low, high) = (grid.Quantile(0.02), grid.Quantile(0.98));
        if (signed) (low, high) = (-Math.Max(-low, high), Math.Max(-low, high));
        return low == high ? (low - 1, high + 1) : (low, high);
    }

    static IEnumerable<object[]> Squares(HeatGrid grid) =>
        from i in Enumerable.Range(0, grid.Xs.Count)
        from j in Enumerable.Range(0, grid.Ys.Count)
        where double.IsFinite(grid.Values[i, j])
        select Options.Row(i, j, Short(grid.Values[i, j]));

    /// <summary>Four digits: a tooltip shows no more, and the page is smaller.</summary>
    static double Short(double value) => double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
