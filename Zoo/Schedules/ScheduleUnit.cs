namespace AdaShift.Bench.Zoo;

/// <summary>What a schedule counts.</summary>
public enum ScheduleUnit
{
    /// <summary>Whole passes over the data.</summary>
    Epoch,

    /// <summary>Optimizer steps.</summary>
    Step,
}

static class ScheduleUnits
{
    /// <returns>Whole units gone by: 0 during the first.</returns>
    /// <exception cref="InvalidOperationException">Epochs asked of a workload that has none.</exception>
    public static long Elapsed(this ScheduleTime time, ScheduleUnit unit) =>
        unit == ScheduleUnit.Step ? time.Step
        : time.StepsPerEpoch is { } epoch ? time.Step / epoch
        : throw new InvalidOperationException("This workload has no epochs: give the schedule unit=step.");
}
