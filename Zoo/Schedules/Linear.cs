namespace AdaShift.Bench.Zoo;

/// <summary>A straight line from one factor to another, then level.</summary>
/// <remarks>PyTorch's <c>LinearLR</c>, with its <c>total_iters</c> here <c>steps</c>.</remarks>
/// <param name="Start">Factor of the first step.</param>
/// <param name="End">Factor after <paramref name="Steps"/> steps and from then on.</param>
/// <param name="Steps">How many steps the line takes; 0 for the whole run.</param>
[Schedule("linear", Source = "Goodfellow et al. 2016, Deep learning, equation 8.14")]
public sealed record Linear(
    [Interval("[0, inf)")] double Start = 1,
    [Interval("[0, inf)")] double End = 0,
    [Interval("[0, inf)")] long Steps = 0) : Schedule
{
    public override double Factor(ScheduleTime time)
    {
        var length = Steps > 0 ? Steps : time.TotalSteps;
        return time.Step >= length ? End : Start + ((End - Start) * time.Step / length);
    }
}
