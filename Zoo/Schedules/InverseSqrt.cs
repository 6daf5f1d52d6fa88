namespace AdaShift.Bench.Zoo;

/// <summary>α / √t as in the regret bounds, t = 1 at the first step; with a warm-up of w steps: t / w, then √(w / t).</summary>
/// <remarks>The Transformer's schedule without its factor: the peak is 1, at t = w.</remarks>
/// <param name="Warmup">w, in steps; 0 and 1 mean none.</param>
[Schedule("inverse-sqrt", Source = "Zinkevich, ICML 2003; with warm-up: Vaswani et al. 2017, arXiv 1706.03762, equation 3")]
public sealed record InverseSqrt([Interval("[0, inf)")] long Warmup = 0) : Schedule
{
    public override double Factor(ScheduleTime time)
    {
        var t = time.Step + 1.0;
        var peak = Math.Max(1, Warmup);
        return Math.Min(t / peak, Math.Sqrt(peak / t));
    }
}
