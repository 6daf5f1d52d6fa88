namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Which optimizers reached the workload's goal, after how many steps, and how long that took.</summary>
static class GoalPart
{
    const string Method =
        "Steps: median over the seeds of the first evaluation after step 0 that met the goal. Runs whose untrained model already met it " +
        "are excluded. Runs that did not meet it are censored at their last evaluation (Kaplan–Meier), so when more than half of the " +
        "seeds missed the goal only a lower bound (>) is known. A diverged run counts as never reaching it. Time per step is taken from " +
        "the table below: the algorithm's time, without evaluation and bookkeeping.";

    /// <returns>Null if no run has recorded what the goal is.</returns>
    public static Section? Of(Panel panel)
    {
        if (panel.Facts?.Goal is not { } goal) return null;
        var rows = panel.Arms.Select(arm => (arm, progress: GoalProgress.Of(panel, arm, goal)));
        return new($"{panel.Key}-goal", $"Goal: {Phrases.Goal(goal)}",
            Table.Of(rows,
                new("Optimizer", r => new ArmName(r.arm.Name)),
                new("Reached", r => Phrases.Reached(r.progress), Fit.Number),
                new("Steps to goal", r => Steps(r.progress), Fit.Number),
                new("× time per step", r => r.progress.SecondsPerStep is { } step ? Format.Seconds(step) : null, Fit.Number),
                new("= time to goal", r => Time(r.progress), Fit.Number)),
            new Paragraph(Method));
    }

    static Cell? Steps(GoalProgress goal) =>
        goal.N == 0 ? null : IsNever(goal) ? "never: diverged" : Bound(goal) + Format.Count(goal.MedianSteps ?? goal.Horizon);

    static Cell? Time(GoalProgress goal) => goal.N == 0 || IsNever(goal) || goal.SecondsPerStep is not { } step
        ? null
        : Bound(goal) + Format.Seconds((goal.MedianSteps ?? goal.Horizon) * step);

    static bool IsNever(GoalProgress goal) => goal.Diverged == goal.N;

    static string Bound(GoalProgress goal) => goal.MedianSteps is null ? "> " : "";
}
