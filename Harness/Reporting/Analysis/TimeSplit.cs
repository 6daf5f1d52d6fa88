using AdaShift.Bench.Timing.Statistics;

namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>Where an arm's time went: means over its completed runs.</summary>
/// <param name="N">Completed runs; a diverged run stopped early and would look fast.</param>
/// <param name="StepSeconds">Algorithm time of a step over the runs; null when none has one.</param>
public sealed record TimeSplit(int N, PhaseSeconds Mean, Summary? StepSeconds)
{
    /// <returns>null when no run completed.</returns>
    public static TimeSplit? Of(Panel panel, Arm arm)
    {
        Run[] runs = [.. arm.Runs.Where(r => r is { Status: RunState.Completed, Recorded.Result: not null })];
        if (runs.Length == 0) return null;
        double[] times = [.. runs.Select(r => StepTime.Of(r, withWarmUp: !panel.IsPastWarmUp)).OfType<double>()];
        var total = runs.Select(r => r.Recorded.Result!.Seconds).Aggregate(PhaseSeconds.Zero, (a, b) => a + b);
        return new(runs.Length, Divide(total, runs.Length),
            times.Length == 0 ? null : Summary.Of(times));
    }

    static PhaseSeconds Divide(PhaseSeconds s, int n) =>
        new(s.Training / n, s.Optimizer / n, s.Data / n, s.Evaluation / n, s.Bookkeeping / n, s.Setup / n);
}
