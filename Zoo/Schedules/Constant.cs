namespace AdaShift.Bench.Zoo;

/// <summary>The rule's own learning rate, from the first step to the last.</summary>
[Schedule("constant", Source = "Robbins & Monro 1951 take decreasing steps; deep learning often does not")]
public sealed record Constant : Schedule
{
    public override double Factor(ScheduleTime time) => 1;
}
