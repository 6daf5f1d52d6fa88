namespace AdaShift.Bench.Timing.Statistics;

/// <summary>How long one run was watched, and whether it reached its target.</summary>
/// <param name="Time">When it reached the target; if it did not, the last moment it was watched (censored).</param>
public sealed record TimeToEvent(double Time, bool Reached);

/// <summary>
/// The share of runs that have not yet reached the target, S(t) = Π over tᵢ ≤ t of (1 − dᵢ / nᵢ), with dᵢ arrivals among the nᵢ runs
/// still watched (Kaplan and Meier 1958). A run that stopped being watched before it arrived is censored: neither dropped nor counted as
/// arrived.
/// </summary>
public static class KaplanMeier
{
    /// <summary>The first moment by which at least half have arrived; null if it lies beyond what was watched.</summary>
    public static double? Median(IReadOnlyList<TimeToEvent> runs)
    {
        foreach (var (time, waiting) in Curve(runs))
            if (waiting <= 0.5 + 1e-12) return time;
        return null;
    }

    /// <returns>S just after each moment at which a run arrived. Times ascend, S falls from 1.</returns>
    public static IEnumerable<(double Time, double Waiting)> Curve(IReadOnlyList<TimeToEvent> runs)
    {
        var waiting = 1.0;
        foreach (var time in runs.Where(r => r.Reached).Select(r => r.Time).Distinct().Order())
        {
            var watched = runs.Count(r => r.Time >= time); // a run censored at this very moment was still watched
            var arrived = runs.Count(r => r.Reached && r.Time == time);
            waiting *= 1 - (double)arrived / watched;
            yield return (time, waiting);
        }
    }
}
