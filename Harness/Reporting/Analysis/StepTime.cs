namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>Algorithm seconds (training + optimizer + data) of one step, from the first evaluation after the warm-up to the end.</summary>
/// <param name="WithWarmUp">The run was too short to leave its warm-up out.</param>
public sealed record StepTime(double SecondsPerStep, bool WithWarmUp)
{
    /// <returns>null when the run recorded no step with its time.</returns>
    public static StepTime? Of(Run run)
    {
        if (run.Evaluations.Count == 0 || run.Evaluations[^1].Step == 0) return null;
        var end = run.Evaluations[^1];
        var warm = run.Evaluations.First(e => e == end || (e.Step > 0 && !e.WarmUp));
        return warm.Step < end.Step
            ? new((end.Seconds.Algorithm - warm.Seconds.Algorithm) / (end.Step - warm.Step), WithWarmUp: false)
            : new(end.Seconds.Algorithm / end.Step, WithWarmUp: true);
    }
}
