namespace AdaShift.Bench.Zoo;

/// <summary>Staircase: γ to the number of times that <c>every</c> units have gone by since the start.</summary>
/// <remarks>PyTorch's <c>StepLR</c>, which always starts at 0.</remarks>
/// <param name="Every">Length of a stair, in units.</param>
/// <param name="Gamma">γ, the height of one stair to the next.</param>
/// <param name="Unit">Epochs or steps.</param>
/// <param name="Start">Where the first stair begins, in units; the factor is 1 until then.</param>
[Schedule("step", Source = "He et al. 2016, Deep residual learning, arXiv 1512.03385, section 4.2")]
public sealed record StepDecay(
    [Interval("[1, inf)")] long Every = 30,
    [Interval("(0, inf)")] double Gamma = 0.1,
    ScheduleUnit Unit = ScheduleUnit.Epoch,
    [Interval("[0, inf)")] long Start = 0) : Schedule
{
    public override double Factor(ScheduleTime time) => Math.Pow(Gamma, Math.Max(0, time.Elapsed(Unit) - Start) / Every);
}
