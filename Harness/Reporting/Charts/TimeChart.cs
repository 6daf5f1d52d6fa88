using System.Text.Json.Nodes;
using AdaShift.Bench.Reporting.Analysis;

namespace AdaShift.Bench.Reporting.Charts;

/// <summary>Where the seconds of a run went: one bar an optimizer, one piece a phase.</summary>
static class TimeChart
{
    static readonly (string name, Func<PhaseSeconds, double> seconds)[] phases =
    [
        ("training", s => s.Training),
        ("optimizer", s => s.Optimizer),
        ("data", s => s.Data),
        ("evaluation", s => s.Evaluation),
        ("bookkeeping", s => s.Bookkeeping),
    ];

    public static Chart? Of(Panel panel)
    {
        var arms = panel.Arms.Select(a => (a.Name, split: TimeSplit.Of(panel, a))).Where(a => a.split is not null).ToList();
        if (arms.Count == 0) return null;
        var option = new JsonObject
        {
            ["grid"] = Options.Grid(),
            ["legend"] = Options.Legend(phases.Select(p => p.name)),
            ["tooltip"] = new JsonObject { ["trigger"] = "axis", ["axisPointer"] = new JsonObject { ["type"] = "shadow" } },
            ["xAxis"] = Options.ValueAxis("seconds a run", fromZero: true),
            ["yAxis"] = Options.LabelAxis(arms.Select(a => a.Name)),
            ["series"] = new JsonArray([.. phases.Select((phase, i) =>
                Series(phase.name, Palette.Phases[i], arms.Select(a => phase.seconds(a.split!.Mean))))]),
        };
        return new(
            $"{panel.Key}-time",
            "Time a run, by phase",
            $"Seconds a run on {panel.Heading}: {string.Join("; ", arms.Select(a => $"{a.Name} {Format.Seconds(a.split!.Mean.Wall)}"))}.",
            "Mean over completed runs. Training (forward and backward), optimizer and data make the algorithm's time; " +
            "evaluation and bookkeeping are not part of it.",
            90 + 34 * arms.Count,
            option);
    }

    static JsonNode Series(string name, string colour, IEnumerable<double> seconds) => new JsonObject
    {
        ["type"] = "bar",
        ["stack"] = "run",
        ["name"] = name,
        ["color"] = colour,
        ["barMaxWidth"] = 22,
        ["data"] = Options.Row([.. seconds]),
    };
}
