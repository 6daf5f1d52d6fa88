namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>Algorithm seconds (training + optimizer + data) per step, over the intervals between evaluations.</summary>
static class StepTime
{
    /// <param name="withWarmUp">Counts the intervals in which the process, or a resumed one, was not warm yet.</param>
    /// <returns>Null when the run recorded no such step.</returns>
    public static double? Of(Run run, bool withWarmUp)
    {
        var counted = Intervals(run).Where(i => withWarmUp || i.Warm).ToList();
        var steps = counted.Sum(i => i.Steps);
        return steps == 0 ? null : counted.Sum(i => i.Seconds) / steps;
    }

    /// <summary>The share of the run's steps that were taken when it was warm, in [0, 1].</summary>
    public static double WarmShare(Run run)
    {
        var all = Intervals(run).ToList();
        var steps = all.Sum(i => i.Steps);
        return steps == 0 ? 0 : (double)all.Where(i => i.Warm).Sum(i => i.Steps) / steps;
    }

    static IEnumerable<(long Steps, double Seconds, bool Warm)> Intervals(Run run)
    {
        var (step, seconds, warm) = (0L, 0.0, false);
        foreach (var e in run.Evaluations)
        {
            yield return (e.Step - step, e.Seconds.Algorithm - seconds, warm && !e.WarmUp);
            (step, seconds, warm) = (e.Step, e.Seconds.Algorithm, e.Step > 0 && !e.WarmUp);
        }
    }
}
