namespace AdaShift.Bench.Reporting.Charts;

/// <summary>One bar per arm, one piece per phase.</summary>
static class TimeDrawing
{
    static readonly (string name, Func<PhaseSeconds, double> seconds)[] phases =
    [
        ("training", s => s.Training),
        ("optimizer", s => s.Optimizer),
        ("data", s => s.Data),
        ("evaluation", s => s.Evaluation),
        ("bookkeeping", s => s.Bookkeeping),
    ];

    public static object Of(TimeChart chart) => new
    {
        grid = Options.Grid(),
        legend = Options.Legend(phases.Select(p => p.name)),
        tooltip = new { trigger = "axis", axisPointer = new { type = "shadow" } },
        // From zero: bars that are cut off would lie about the ratio of their lengths.
        xAxis = new { type = "value", name = "seconds per run", nameLocation = "middle", nameGap = 34, scale = false },
        yAxis = Options.LabelAxis(chart.Splits.Select(s => s.Arm)),
        series = phases.Select((phase, i) => new
        {
            type = "bar", stack = "run", name = phase.name, color = Palette.Phases[i], barMaxWidth = 22,
            data = Options.Row(chart.Splits.Select(s => phase.seconds(s.Mean))),
        }),
    };
}
