namespace AdaShift.Bench.Zoo;

/// <summary>Staircase: γ to the number of times that <c>every</c> units have gone by.</summary>
/// <remarks>PyTorch's <c>StepLR</c>.</remarks>
/// <param name="Every">Length of a stair, in units.</param>
/// <param name="Gamma">γ, the height of one stair to the next.</param>
/// <param name="Unit">Epochs or steps.</param>
[Schedule("step", Source = "He et al. 2016, Deep residual learning, arXiv 1512.03385, section 4.2")]
public sealed record StepDecay(
    [Interval("[1, inf)")] long Every = 30,
    [Interval("(0, inf)")] double Gamma = 0.1,
    ScheduleUnit Unit = ScheduleUnit.Epoch) : Schedule
{
    public override double Factor(ScheduleTime time) => Math.Pow(Gamma, time.Elapsed(Unit) / Every);
}
