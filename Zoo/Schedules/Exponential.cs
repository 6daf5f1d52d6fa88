namespace AdaShift.Bench.Zoo;

/// <summary>γᵗ after t units.</summary>
/// <remarks>PyTorch's <c>ExponentialLR</c>.</remarks>
/// <param name="Gamma">γ, the factor from one unit to the next.</param>
/// <param name="Unit">Epochs or steps.</param>
[Schedule("exponential", Source = "Goodfellow et al. 2016, Deep learning, section 8.3.1")]
public sealed record Exponential([Interval("(0, inf)")] double Gamma = 0.95, ScheduleUnit Unit = ScheduleUnit.Epoch) : Schedule
{
    public override double Factor(ScheduleTime time) => Math.Pow(Gamma, time.Elapsed(Unit));
}
