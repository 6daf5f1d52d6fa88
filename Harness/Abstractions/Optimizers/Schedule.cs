namespace AdaShift.Bench;

/// <summary>A learning-rate schedule: a factor on every step the rule takes. Part of a run: any rule can have any schedule.</summary>
public abstract record Schedule
{
    /// <summary>The factor for the step about to be taken; 1 leaves the rule's own learning rate.</summary>
    public abstract double Factor(ScheduleTime time);

    /// <inheritdoc cref="UpdateRule.Validate"/>
    public virtual IEnumerable<string> Validate() => [];
}

/// <summary>How far a run is. Training steps count, however many steps a player's optimizer takes in each.</summary>
/// <param name="Step">Training steps taken so far: 0 in the first.</param>
/// <param name="TotalSteps">Training steps in the whole run.</param>
/// <param name="StepsPerEpoch">Null when the workload has no epochs.</param>
public readonly record struct ScheduleTime(long Step, long TotalSteps, long? StepsPerEpoch);
