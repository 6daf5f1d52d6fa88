using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli.Display;

/// <summary>A run at work: how far it is, and how fast it was since it was first heard of, evaluations and all.</summary>
sealed class ActiveRun(RunKind kind, TimeProvider time)
{
    long firstHeard;
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

    public void Hear(TrainingProgress progress)
    {
        if (progress.TotalSteps <= 0) return;
        var now = time.GetTimestamp();
        if (last is null) (firstHeard, firstStep) = (now, progress.Step);
        var seconds = time.GetElapsedTime(firstHeard, now).TotalSeconds;
        stepsPerSecond = seconds > 0 ? (progress.Step - firstStep) / seconds : progress.StepsPerSecond;
        last = progress;
    }
}
