namespace AdaShift.Bench.Zoo;

/// <summary>1, then 0: θ rests from some share of the run on, while gradients and moments go on. For probes that want a fixed θ.</summary>
/// <param name="After">Share of the run after which θ rests.</param>
[Schedule("freeze", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), appendix C: gradients gathered after training")]
public sealed record Freeze([Interval("[0, 1]")] double After = 0.5) : Schedule
{
    public override double Factor(ScheduleTime time) => time.Step < After * time.TotalSteps ? 1 : 0;
}
