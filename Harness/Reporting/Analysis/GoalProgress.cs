using AdaShift.Bench.Timing.Statistics;

namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>How an arm did against the workload's goal, by training: what the untrained model met is nobody's merit.</summary>
/// <param name="N">Runs that had the goal before them when training began.</param>
/// <param name="Reached">Runs whose evaluation met the target, among <paramref name="N"/>.</param>
/// <param name="Diverged">Runs that diverged before they met it, and so never will.</param>
/// <param name="MetBefore">Runs that are not among them, as the untrained model met it already.</param>
/// <param name="MedianSteps">Kaplan–Meier median of the steps to the goal; null when it lies beyond what was run.</param>
/// <param name="Horizon">How many steps the panel's runs were watched.</param>
/// <param name="SecondsPerStep">As the time table has it: mean over the completed runs, algorithm time.</param>
public sealed record GoalProgress(
    int N, int Reached, int Diverged, int MetBefore, double? MedianSteps, long Horizon, double? SecondsPerStep)
{
    public static GoalProgress Of(Panel panel, Arm arm, Goal goal)
    {
        // The panel's: an arm that always diverges early would else be watched for less, and its bound would look good.
        var horizon = panel.Runs.SelectMany(r => r.Evaluations).Select(e => e.Step).DefaultIfEmpty().Max();
        var runsByStart = arm.Counted.Where(r => r.Evaluations.Count > 0).ToLookup(r => IsMetBefore(r, goal));
        Run[] runs = [.. runsByStart[false]];
        TimeToEvent[] times = [.. runs.Select(r => Watch(r, goal, horizon))];
        var reached = times.Count(t => t.Reached);
        return new(
            runs.Length,
            reached,
            runs.Zip(times).Count(r => r.First.Status == RunState.Diverged && !r.Second.Reached),
            runsByStart[true].Count(),
            KaplanMeier.Of(times).Median,
            horizon,
            TimeSplit.Of(panel, arm)?.StepSeconds?.Mean);
    }

    /// <summary>A run that diverged before the goal would never have got there: it counts as watched to the end.</summary>
    static TimeToEvent Watch(Run run, Goal goal, long horizon)
    {
        var first = run.Evaluations.FirstOrDefault(e => Meets(e, goal));
        return first is not null ? new(first.Step, true)
            : new(run.Status == RunState.Diverged ? horizon : run.Evaluations[^1].Step, false);
    }

    static bool IsMetBefore(Run run, Goal goal) => run.Evaluations.Any(e => e.Step == 0 && Meets(e, goal));

    static bool Meets(EventRecord evaluation, Goal goal) =>
        evaluation.Metrics.TryGetValue(goal.Metric, out var value) && goal.IsReachedBy(value);
}
