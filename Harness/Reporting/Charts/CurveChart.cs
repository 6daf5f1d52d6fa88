using System.Text.Json.Nodes;
using AdaShift.Bench.Reporting.Analysis;

namespace AdaShift.Bench.Reporting.Charts;

/// <summary>
/// Learning curves: a metric over epochs (steps where the workload has none), mean as a line, range over seeds as a band.
/// </summary>
static class CurveChart
{
    /// <summary>Curves that span more than this factor start on a logarithmic scale.</summary>
    const double WideRange = 30;

    public static Chart Of(Panel panel, Metric metric, IReadOnlyDictionary<string, int> colours)
    {
        var all = WithPoints(panel.Arms.Select(a => (a, Curve.Of(a, metric.Name))));
        var trained = HidesUntrained(all);
        var curves = trained ? WithPoints(all.Select(c => (c.arm, c.curve.WithoutUntrained()))) : all;
        var points = curves.SelectMany(c => c.curve.Points).ToList();
        var epochs = points.All(p => p.Epoch is not null);
        var positive = points.Count > 0 && points.All(p => p.Min > 0);
        var wide = positive && points.Max(p => p.Max) > WideRange * points.Min(p => p.Min);
        var option = new JsonObject
        {
            ["grid"] = Options.Grid(),
            ["legend"] = Options.Legend(curves.Select(c => c.arm.Name)),
            ["tooltip"] = new JsonObject { ["trigger"] = "axis" },
            ["xAxis"] = XAxis(epochs ? "epoch" : "step"),
            ["yAxis"] = YAxis(metric, wide),
            ["dataZoom"] = Options.Zoom(),
            ["series"] = new JsonArray([.. curves.SelectMany(c => Series(c.arm, c.curve, colours[c.arm.Name], epochs))]),
        };
        return new(
            $"{panel.Key}-{Slug.Of(metric.Name)}",
            metric.Name,
            $"Learning curves of {metric.Name} on {panel.Heading}: {string.Join("; ", curves.Select(c => Ending(c.arm, c.curve)))}.",
            Caption(metric, all, trained),
            400,
            option,
            positive ? "y" : null);
    }

    static (Arm arm, Curve curve)[] WithPoints(IEnumerable<(Arm arm, Curve curve)> curves) =>
        [.. curves.Where(c => c.curve.Points.Count > 0)];

    static JsonObject XAxis(string name)
    {
        var axis = Options.ValueAxis(name);
        axis["min"] = "dataMin";
        axis["max"] = "dataMax";
        axis["nameGap"] = 26;
        return axis;
    }

    static JsonObject YAxis(Metric metric, bool log)
    {
        var axis = Options.ValueAxis(Options.WithUnit(metric.Name, metric.Unit), log);
        axis["nameGap"] = 12;
        axis["nameMoveOverlap"] = true;
        return axis;
    }

    static IEnumerable<JsonNode> Series(Arm arm, Curve curve, int colour, bool epochs)
    {
        double X(long step, double? epoch) => epochs ? epoch!.Value : step;
        yield return new JsonObject
        {
            ["type"] = "line",
            ["name"] = arm.Name,
            ["color"] = Palette.Colour(colour),
            ["symbol"] = Palette.Symbol(colour),
            ["symbolSize"] = 5,
            ["showSymbol"] = curve.Points.Count <= 25,
            ["z"] = 3,
            ["lineStyle"] = new JsonObject { ["width"] = 2, ["type"] = Palette.Dash(colour) },
            ["encode"] = new JsonObject { ["x"] = 0, ["y"] = 1 },
            ["dimensions"] = Options.Names(["x", "mean", "min", "max", "n"]),
            ["data"] = Options.Rows(curve.Points.Select(p => Options.Row(X(p.Step, p.Epoch), p.Mean, p.Min, p.Max, p.N))),
        };
        yield return new JsonObject
        {
            ["type"] = "custom",
            ["renderItem"] = "band",
            ["name"] = arm.Name,
            ["color"] = Palette.Colour(colour),
            ["clip"] = true,
            ["silent"] = true,
            ["z"] = 1,
            ["tooltip"] = new JsonObject { ["show"] = false },
            ["encode"] = new JsonObject { ["x"] = 0, ["y"] = new JsonArray(1, 2) },
            ["data"] = Options.Rows(curve.Points.Select(p => Options.Row(X(p.Step, p.Epoch), p.Min, p.Max))),
        };
        if (curve.Ends.Count > 0)
            yield return new JsonObject
            {
                ["type"] = "scatter",
                ["name"] = arm.Name,
                ["color"] = Palette.Colour(colour),
                ["symbol"] = Cross,
                ["symbolSize"] = 13,
                ["z"] = 4,
                ["tooltip"] = new JsonObject { ["show"] = false },
                ["data"] = Options.Rows(curve.Ends.Select(e => Options.Row(X(e.Step, e.Epoch), e.Value))),
            };
    }

    /// <summary>✕: a seed that diverged.</summary>
    const string Cross = "path://M2 0 L10 8 L18 0 L20 2 L12 10 L20 18 L18 20 L10 12 L2 20 L0 18 L8 10 L0 2 Z";

    static string Ending(Arm arm, Curve curve) => $"{arm.Name} ends at {Format.Value(curve.Points[^1].Mean)}";

    /// <summary>
    /// The untrained model is so far off that everything after it would look flat; with few points it is worth its place.
    /// </summary>
    static bool HidesUntrained((Arm arm, Curve curve)[] curves) =>
        curves.SelectMany(c => c.curve.Points).Select(p => p.Step).Distinct().Count(s => s > 0) >= 5
        && curves.Any(c => c.curve.Points[0].Step == 0);

    static string Caption(Metric metric, (Arm arm, Curve curve)[] curves, bool trained)
    {
        string Ends(Func<CurveEnd, bool> which) => string.Join(", ", curves.SelectMany(c => c.curve.Ends.Where(which)
            .Select(e => $"{c.arm.Name} seed {e.Seed} at step {Format.Count(e.DivergedAt)}")));
        var shown = Ends(e => !trained || e.Step > 0);
        var early = Ends(e => trained && e.Step == 0);
        return string.Join(' ', new[]
        {
            metric.Description.TrimEnd('.') + (metric.Description.Length == 0 ? "" : "."),
            "Line: mean over seeds; band: lowest to highest seed.",
            trained ? "The untrained model (step 0) is left out." : "",
            shown.Length == 0 ? "" : $"✕: diverged ({shown}); from there on the mean is over the seeds that are left.",
            early.Length == 0 ? "" : $"Diverged before the first evaluation, so not shown: {early}.",
        }.Where(s => s.Length > 0));
    }
}
