using System.Globalization;
using System.Text.Json.Nodes;
using AdaShift.Bench.Reporting.Analysis;

namespace AdaShift.Bench.Reporting.Charts;

/// <summary>
/// Values over a plane as colours: from blue through white to orange around 0 where both signs occur, else from light to dark.
/// </summary>
static class HeatMap
{
    /// <summary>Colours end here, so that a few extreme points do not leave the rest pale.</summary>
    const double Tail = 0.02;

    /// <summary>Behind the squares: seen where there is none, unlike any of the colours.</summary>
    const string Missing = "#9A9A9A";

    static readonly string[] aroundZero = ["#0072B2", "#9DC9E4", "#F4F4F4", "#F1C58B", "#D55E00"];
    static readonly string[] upwards = ["#FFFBE6", "#F5D27A", "#E69F00", "#B5541A", "#4B1D0B"];

    public static Chart? Of(Panel panel, Arm arm, HeatGrid grid)
    {
        var finite = grid.Values.Cast<double>().Where(double.IsFinite).Order().ToList();
        if (finite.Count == 0) return null;
        var (low, high) = (Quantile(finite, Tail), Quantile(finite, 1 - Tail));
        var signed = finite[0] < 0 && finite[^1] > 0;
        if (signed) (low, high) = (-Math.Max(-low, high), Math.Max(-low, high));
        if (low == high) (low, high) = (low - 1, high + 1);
        var option = new JsonObject
        {
            ["grid"] = Options.Grid(top: 16, bottom: 24),
            ["tooltip"] = new JsonObject { ["trigger"] = "item" },
            ["xAxis"] = Axis(grid.X, grid.Xs, 26),
            ["yAxis"] = Axis(grid.Y, grid.Ys, 40),
            ["visualMap"] = Colours(grid.Value, low, high, signed ? aroundZero : upwards),
            ["series"] = new JsonArray(Series(grid)),
        };
        option["grid"]!["right"] = 96;
        (option["grid"]!["show"], option["grid"]!["backgroundColor"], option["grid"]!["borderWidth"]) = (true, Missing, 0);
        return new(
            $"{panel.Key}-{Slug.Of(arm.Name)}-{Slug.Of(grid.File[..^HeatGrid.Ending.Length])}",
            $"{grid.Value}: {arm.Name}",
            FormattableString.Invariant($"Heat map of {grid.Value} over {grid.X} and {grid.Y} for {arm.Name} on {panel.Heading}: ") +
            $"from {Format.Value(finite[0])} to {Format.Value(finite[^1])}, median {Format.Value(Quantile(finite, 0.5))}.",
            $"{grid.Value} over {grid.X} (across) and {grid.Y} (up), mean of {grid.N} run{(grid.N == 1 ? "" : "s")}. " +
            $"Values from {Format.Value(finite[0])} to {Format.Value(finite[^1])}; the colours end at the 2nd and 98th percentile." +
            (grid.Partial > 0 ? $" In {Format.Count(grid.Partial)} squares not every run found one; the mean is over the others." : "") +
            (finite.Count < grid.Values.Length ? " Grey squares: none was found." : ""),
            560,
            option);
    }

    static JsonObject Axis(string name, IReadOnlyList<double> at, int gap) => new()
    {
        ["type"] = "category",
        ["name"] = name,
        ["nameLocation"] = "middle",
        ["nameGap"] = gap,
        ["data"] = Options.Names(at.Select(v => v.ToString("G6", CultureInfo.InvariantCulture))),
        ["axisTick"] = new JsonObject { ["show"] = false },
        ["splitLine"] = new JsonObject { ["show"] = false },
    };

    static JsonObject Colours(string name, double low, double high, string[] colours) => new()
    {
        ["type"] = "continuous",
        ["min"] = low,
        ["max"] = high,
        ["precision"] = high - low < 10 ? 2 : 0,
        ["calculable"] = true,
        ["text"] = Options.Names([name, ""]),
        ["right"] = 4,
        ["top"] = "center",
        ["itemHeight"] = 320,
        ["inRange"] = new JsonObject { ["color"] = Options.Names(colours) },
        ["outOfRange"] = new JsonObject { ["color"] = "transparent" },
    };

    static JsonObject Series(HeatGrid grid)
    {
        var rows = new JsonArray();
        for (var i = 0; i < grid.Xs.Count; i++)
            for (var j = 0; j < grid.Ys.Count; j++)
                if (double.IsFinite(grid.Values[i, j])) rows.Add(Options.Row(i, j, Short(grid.Values[i, j])));
        return new()
        {
            ["type"] = "heatmap",
            ["name"] = grid.Value,
            ["progressive"] = 0,
            ["data"] = rows,
        };
    }

    /// <summary>Four digits: a tooltip shows no more, and the page stays small.</summary>
    static double Short(double value) => double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    static double Quantile(List<double> ascending, double share) => ascending[(int)Math.Round(share * (ascending.Count - 1))];
}
