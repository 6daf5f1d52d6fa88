namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>How an arm reached the workload's goal by training; runs whose untrained model already met it do not count.</summary>
/// <param name="N">Runs whose untrained model did not meet the goal.</param>
/// <param name="Reached">Runs among <paramref name="N"/> with an evaluation that met it.</param>
/// <param name="Diverged">Runs among <paramref name="N"/> that diverged before reaching it.</param>
/// <param name="MetBefore">Runs whose untrained model met it.</param>
/// <param name="MedianSteps">Kaplan–Meier median of the steps to the goal; null if it lies beyond what was run.</param>
/// <param name="Horizon">How many steps the panel's runs were watched.</param>
/// <param name="SecondsPerStep">As in the time table: mean over the completed runs, algorithm time.</param>
public sealed record GoalProgress(
    int N, int Reached, int Diverged, int MetBefore, double? MedianSteps, long Horizon, double? SecondsPerStep)
{
    public static GoalProgress Of(Panel panel, Arm arm, Goal goal)
    {
        // The panel's: otherwise an arm that always diverges early would be watched for less time, and its bound would look good.
        var horizon = panel.Runs.SelectMany(r => r.Evaluations).Select(e => e.Step).DefaultIfEmpty().Max();
        var runs = arm.Counted.Where(r => r.Evaluations.Count > 0).ToLookup(r => r.Evaluations.Any(e => e.Step == 0 && Meets(e, goal)));
        var watched = runs[false].Select(r => (run: r, time: Watch(r, goal, horizon))).ToList();
        return new(
            watched.Count,
            watched.Count(w => w.time.Reached),
            watched.Count(w => w.run.Status == ReportedStatus.Diverged && !w.time.Reached),
            runs[true].Count(),
            KaplanMeier.Median([.. watched.Select(w => w.time)]),
            horizon,
            TimeSplit.Of(panel, arm)?.StepSeconds?.Mean);
    }

    /// <summary>A run that diverged before the goal would never have reached it: it counts as watched to the end.</summary>
    static TimeToEvent Watch(Run run, Goal goal, long horizon) =>
        run.Evaluations.FirstOrDefault(e => Meets(e, goal)) is { } first ? new(first.Step, true)
        : new(run.Status == ReportedStatus.Diverged ? horizon : run.Evaluations[^1].Step, false);

    static bool Meets(EventRecord evaluation, Goal goal) =>
        evaluation.Metrics.TryGetValue(goal.Metric, out var value) && goal.IsReachedBy(value);
}
