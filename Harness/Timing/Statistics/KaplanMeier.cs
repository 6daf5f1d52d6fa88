namespace AdaShift.Bench.Timing.Statistics;

/// <summary>How long one run was watched, and whether it got there.</summary>
/// <param name="Time">When it reached the target; when not reached, the last moment it was watched (censored).</param>
public sealed record TimeToEvent(double Time, bool Reached);

/// <summary>
/// The share of runs that have not yet reached the target, S(t) = Π over tᵢ ≤ t of (1 − dᵢ / nᵢ), with dᵢ arrivals among the nᵢ runs
/// still watched (Kaplan and Meier 1958). A run that stopped being watched before it arrived is censored: neither dropped nor counted as
/// arrived.
/// </summary>
public sealed class KaplanMeier
{
    KaplanMeier(IReadOnlyList<(double time, double waiting)> curve) => Curve = curve;

    /// <summary>At each moment something arrived: S just after it. Times ascend, S falls from 1.</summary>
    public IReadOnlyList<(double time, double waiting)> Curve { get; }

    /// <summary>The first moment at which at least half have arrived; null when it lies beyond what was watched.</summary>
    public double? Median => Quantile(0.5);

    /// <summary>The first moment at which at least this share has arrived; null when it lies beyond what was watched.</summary>
    /// <param name="share">In (0, 1].</param>
    public double? Quantile(double share)
    {
        foreach (var (time, waiting) in Curve)
            if (waiting <= 1 - share + 1e-12) return time;
        return null;
    }

    public static KaplanMeier Of(IReadOnlyList<TimeToEvent> runs)
    {
        var curve = new List<(double, double)>();
        var waiting = 1.0;
        foreach (var time in runs.Where(r => r.Reached).Select(r => r.Time).Distinct().Order())
        {
            var watched = runs.Count(r => r.Time >= time); // one censored at this very moment was still watched
            var arrived = runs.Count(r => r.Reached && r.Time == time);
            waiting *= 1 - (double)arrived / watched;
            curve.Add((time, waiting));
        }
        return new(curve);
    }
}
