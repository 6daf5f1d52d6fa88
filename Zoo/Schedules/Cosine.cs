namespace AdaShift.Bench.Zoo;

/// <summary>Half a cosine from 1 down to a lowest factor: low + (1 − low)(1 + cos(π t / T)) / 2, over the whole run.</summary>
/// <remarks>PyTorch's <c>CosineAnnealingLR</c> in closed form, without restarts.</remarks>
/// <param name="Low">Factor at the end.</param>
[Schedule("cosine", Source = "Loshchilov & Hutter, ICLR 2017, arXiv 1608.03983, equation 5")]
public sealed record Cosine([Interval("[0, 1]")] double Low = 0) : Schedule
{
    public override double Factor(ScheduleTime time) =>
        Low + ((1 - Low) * (1 + Math.Cos(Math.PI * Math.Min(time.Step, time.TotalSteps) / time.TotalSteps)) / 2);
}
