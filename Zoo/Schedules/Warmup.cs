namespace AdaShift.Bench.Zoo;

/// <summary>A straight line up to 1, then level: min(1, t / w), t = 1 at the first step.</summary>
/// <param name="Steps">w, how many steps the way up takes.</param>
[Schedule("warmup", Source = "Goyal et al. 2017, arXiv 1706.02677, section 2.2")]
public sealed record Warmup([Interval("[1, inf)")] long Steps = 1000) : Schedule
{
    public override double Factor(ScheduleTime time) => Math.Min(1, (time.Step + 1.0) / Steps);
}
