using System.Text.Json.Nodes;
using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Timing.Statistics;

namespace AdaShift.Bench.Reporting.Charts;

/// <summary>Final values: every seed as a small dot, below it the mean as a diamond, its 95 % interval as whiskers.</summary>
static class FinalChart
{
    public static Chart? Of(Panel panel, Metric metric, IReadOnlyDictionary<string, int> colours)
    {
        var end = new ClaimMoment(ClaimMomentKind.End);
        var arms = panel.Arms.Select(arm => (arm, values: panel.Recorded(arm, metric, end))).Where(a => a.values.Count > 0).ToList();
        if (arms.Count == 0) return null;
        var all = arms.SelectMany(a => a.values.Values).ToList();
        var wide = all.Min() > 0 && all.Max() > 10 * all.Min();
        var option = new JsonObject
        {
            ["grid"] = Options.Grid(top: 16),
            ["tooltip"] = new JsonObject { ["trigger"] = "item" },
            ["xAxis"] = Options.ValueAxis(Options.WithUnit(metric.Name, metric.Unit), wide),
            ["yAxis"] = Options.LabelAxis(arms.Select(a => a.arm.Name)),
            ["series"] = new JsonArray([.. arms.SelectMany((a, row) => Series(a.arm, a.values, row, colours[a.arm.Name]))]),
        };
        return new(
            $"{panel.Key}-final-{Slug.Of(metric.Name)}",
            $"{metric.Name} at the end",
            $"Final {metric.Name} on {panel.Heading}: " +
            $"{string.Join("; ", arms.Select(a => $"{a.arm.Name} {Format.MeanSd(Summary.Of([.. a.values.Values]))}"))}.",
            "Small dots: one seed each; diamond below: their mean; whiskers: 95 % confidence interval of the mean (Student). " +
            (wide ? "A whisker without an end goes on to zero or below. " : "") +
            (panel.Runs.Any(r => r.Status == RunState.Diverged) ? "Diverged runs have no final value and are not shown. " : "") +
            Direction(panel, metric),
            70 + 38 * arms.Count,
            option,
            wide ? "x" : null);
    }

    static string Direction(Panel panel, Metric metric) =>
        !panel.Declares(metric) ? "" : metric.Better == Better.Higher ? "Higher is better." : "Lower is better.";

    static IEnumerable<JsonNode> Series(Arm arm, IReadOnlyDictionary<long, double> values, int row, int colour)
    {
        JsonObject Series(string type, JsonArray data) => new()
        {
            ["type"] = type, ["name"] = arm.Name, ["color"] = Palette.Colour(colour), ["data"] = data, ["z"] = 3,
        };
        var dots = Series("scatter", Options.Rows(values.Select(v => Options.Row(v.Value, row, v.Key))));
        (dots["symbolSize"], dots["itemStyle"], dots["symbolOffset"]) = (7, new JsonObject { ["opacity"] = 0.5 }, new JsonArray(0, -9));
        yield return dots;
        if (ConfidenceInterval.OfMean([.. values.Values]) is { } ci)
        {
            var whisker = Series("custom", Options.Rows([Options.Row(ci.Low, row, ci.High)]));
            whisker["renderItem"] = "whisker";
            whisker["encode"] = new JsonObject { ["x"] = new JsonArray(0, 2), ["y"] = 1 };
            whisker["tooltip"] = new JsonObject { ["show"] = false };
            whisker["silent"] = true;
            yield return whisker;
        }
        var diamond = Series("scatter", Options.Rows([Options.Row(values.Values.Average(), row)]));
        (diamond["symbol"], diamond["symbolSize"], diamond["z"]) = ("diamond", 14, 5);
        yield return diamond;
    }
}
