using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Document;

namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Who reached the workload's goal, after how many steps, and how long that took.</summary>
static class GoalPart
{
    public static Section Of(Panel panel, Goal goal, IReadOnlyDictionary<string, int> colours) => new(
        $"{panel.Key}-goal", $"Goal: {Words.Goal(goal)}", "Goal",
        [
            new Table(
                [
                    new("Optimizer"), new("Reached", Numeric: true), new("Steps to goal", Numeric: true),
                    new("× time a step", Numeric: true), new("= time to goal", Numeric: true),
                ],
                [.. panel.Arms.Select(a => Row(a, GoalProgress.Of(panel, a, goal), colours))]),
            new Paragraph(
                "Steps: median over the seeds, at the first evaluation after step 0 that met the goal. A run whose untrained model met " +
                "it already is left out. A run that did not meet it is not dropped: it counts as longer than it was watched " +
                "(Kaplan–Meier), so when more than half of the seeds missed the goal only a lower bound (>) is known. A diverged run " +
                "counts as never arriving. Time a step is that of the table below: the algorithm's, no evaluation, no bookkeeping."),
        ],
        []);

    static IReadOnlyList<Cell> Row(Arm arm, GoalProgress goal, IReadOnlyDictionary<string, int> colours)
    {
        var bound = goal.MedianSteps is null ? "> " : "";
        var steps = goal.MedianSteps ?? goal.Horizon;
        var never = goal.N > 0 && goal.Diverged == goal.N;
        return
        [
            new(Words.Label(arm, colours)),
            new(Words.Reached(goal)),
            new(goal.N == 0 ? "–" : never ? "never: diverged" : bound + Format.Count(steps)),
            new(goal.SecondsPerStep is { } step ? Format.Seconds(step) : "–"),
            new(goal.SecondsPerStep is { } each && goal.N > 0 && !never ? bound + Format.Seconds(steps * each) : "–"),
        ];
    }
}
