namespace AdaShift.Bench;

/// <summary>A learning-rate schedule: a factor on every step the rule takes. Part of a run: any rule can have any schedule.</summary>
public abstract record Schedule
{
    /// <summary>The factor for the step about to be taken; 1 leaves the rule's own learning rate.</summary>
    public abstract double Factor(ScheduleTime time);

    /// <inheritdoc cref="UpdateRule.Validate"/>
    public virtual IEnumerable<string> Validate() => [];
}

/// <param name="Step">Steps taken so far by this player's optimizer: 0 for the first.</param>
/// <param name="TotalSteps">
/// Steps that the optimizer takes in the whole run, as <paramref name="Step"/> counts them: <see cref="Trial.OptimizerSteps"/> in each
/// training step, and <see cref="Trial.OptimizerStepsBefore"/>.
/// </param>
/// <param name="StepsPerEpoch">Likewise of one epoch; null when the workload has no epochs.</param>
public readonly record struct ScheduleTime(long Step, long TotalSteps, long? StepsPerEpoch);
