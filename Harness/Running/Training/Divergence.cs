namespace AdaShift.Bench.Running;

/// <summary>Where a run stopped being finite.</summary>
/// <param name="Step">The step whose loss it was, counted from 1.</param>
/// <param name="Reason">E.g. "batch/loss is NaN".</param>
public sealed record Divergence(long Step, string Reason);
