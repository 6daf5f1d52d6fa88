using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli.Display;

/// <summary>Runs that take about equally long: they differ in the seed alone.</summary>
sealed record RunKind(string Workload, string Optimizers, RunLength Length, string Device)
{
    public static RunKind Of(PlannedRun run) =>
        new(run.Spec.Workload, string.Join('+', run.Spec.Optimizers.Values), run.Spec.Length, run.Spec.Device);

    /// <summary>Steps, or epochs: only kinds with the same unit can be scaled to each other.</summary>
    public double Size => Length.Steps ?? Length.Epochs ?? 1;

    /// <summary>Whether durations of the two are comparable in proportion to their sizes.</summary>
    public bool IsLike(RunKind other) =>
        (Workload, Device, Length.Steps is null) == (other.Workload, other.Device, other.Length.Steps is null);
}

/// <summary>An active run: its progress, and its speed since its first report, evaluations included.</summary>
sealed class ActiveRun(RunKind kind, TimeProvider time)
{
    long firstReport;
    long firstStep;
    TrainingProgress? last;
    double stepsPerSecond;

    public RunKind Kind => kind;

    /// <summary>In [0, 1].</summary>
    public double Fraction => last is { TotalSteps: > 0 } ? (double)last.Step / last.TotalSteps : 0;

    /// <summary>Null while its speed is not known.</summary>
    public double? SecondsLeft => last is not null && stepsPerSecond > 0 ? (last.TotalSteps - last.Step) / stepsPerSecond : null;

    /// <summary>From its first step to its last at this speed; null while that is not known.</summary>
    public double? WholeSeconds => last is not null && stepsPerSecond > 0 ? last.TotalSteps / stepsPerSecond : null;

    public void Update(TrainingProgress progress)
    {
        if (progress.TotalSteps <= 0) return;
        var now = time.GetTimestamp();
        if (last is null) (firstReport, firstStep) = (now, progress.Step);
        var seconds = time.GetElapsedTime(firstReport, now).TotalSeconds;
        stepsPerSecond = seconds > 0 ? (progress.Step - firstStep) / seconds : progress.StepsPerSecond;
        last = progress;
    }
}
