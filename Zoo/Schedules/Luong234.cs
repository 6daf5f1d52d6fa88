namespace AdaShift.Bench.Zoo;

/// <summary>1 for two thirds of the run, then halved after each quarter of the last third.</summary>
/// <remarks>
/// Of 12,000 steps, 1/2 begins at 9,000, 1/4 at 10,000, 1/8 at 11,000. The name is tensorflow/nmt's
/// <c>decay_scheme</c>, and so are the roundings.
/// </remarks>
[Schedule("luong234", Source = "Luong, Brevdo and Zhao 2017, tensorflow/nmt")]
public sealed record Luong234 : Schedule
{
    const int Stairs = 4;

    public override double Factor(ScheduleTime time)
    {
        var start = time.TotalSteps * 2 / 3;
        var stair = Math.Max(1, (time.TotalSteps - start) / Stairs);
        return time.Step < start ? 1 : Math.Pow(0.5, (time.Step - start) / stair);
    }
}
