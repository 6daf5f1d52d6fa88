using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli.Display;

/// <summary>Runs that take about equally long: they differ in the seed alone.</summary>
sealed record RunKind(string Workload, string Optimizers, RunLength Length, string Device)
{
    public static RunKind Of(PlannedRun run) =>
        new(run.Spec.Workload, string.Join('+', run.Spec.Optimizers.Values), run.Spec.Length, run.Spec.Device);

    /// <summary>Steps, or epochs: only kinds with the same unit can be scaled to each other.</summary>
    public double Size => Length.Steps ?? Length.Epochs ?? 1;

    /// <summary>Whether the one's seconds say something about the other's, in proportion to their sizes.</summary>
    public bool IsLike(RunKind other) =>
        (Workload, Device, Length.Steps is null) == (other.Workload, other.Device, other.Length.Steps is null);
}
