using AdaShift.Bench.Contracts;
using AdaShift.Bench.Timing.Statistics;

namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>How an arm did against the workload's goal.</summary>
/// <param name="Reached">Runs whose evaluation met the target, among <paramref name="N"/>.</param>
/// <param name="MedianSteps">Kaplan–Meier median of the steps to the goal; null when it lies beyond what was run.</param>
/// <param name="Horizon">How many steps the runs were watched.</param>
/// <param name="SecondsPerStep">Median over the runs, algorithm time, without warm-up.</param>
public sealed record GoalProgress(int N, int Reached, double? MedianSteps, long Horizon, double? SecondsPerStep)
{
    /// <summary>Steps to the goal × time per step: both are shown, so that a slow step and slow learning are told apart.</summary>
    public double? MedianSeconds => MedianSteps * SecondsPerStep;

    public static GoalProgress Of(Arm arm, Goal goal)
    {
        Run[] runs = [.. arm.Counted.Where(r => r.Evaluations.Count > 0)];
        var horizon = runs.Length == 0 ? 0 : runs.Max(r => r.Evaluations[^1].Step);
        TimeToEvent[] times = [.. runs.Select(r => Watch(r, goal, horizon))];
        double[] speeds = [.. runs.Select(StepTime.Of).OfType<StepTime>().Select(t => t.SecondsPerStep)];
        return new(
            runs.Length,
            times.Count(t => t.Reached),
            KaplanMeier.Of(times).Median,
            horizon,
            speeds.Length == 0 ? null : Summary.Of(speeds).Median);
    }

    /// <summary>A run that diverged before the goal would never have got there: it counts as watched to the end.</summary>
    static TimeToEvent Watch(Run run, Goal goal, long horizon)
    {
        var first = run.Evaluations.FirstOrDefault(e => e.Metrics.TryGetValue(goal.Metric, out var value) && goal.IsReachedBy(value));
        return first is not null ? new(first.Step, true)
            : new(run.Status == RunStatus.Diverged ? horizon : run.Evaluations[^1].Step, false);
    }
}
