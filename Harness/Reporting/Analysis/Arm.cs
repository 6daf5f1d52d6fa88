namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>One optimizer with its settings on one workload, repeated over seeds.</summary>
/// <param name="Name">The label, made unique within its panel.</param>
/// <param name="Spec">The spec of any of its runs: they differ only in the seed.</param>
/// <param name="Runs">By ascending seed.</param>
public sealed record Arm(string Name, RunSpec Spec, IReadOnlyList<Run> Runs)
{
    public string Label => Spec.Label;

    /// <summary>Runs that say something about the optimizer: failed, damaged, unfinished and missing ones do not.</summary>
    public IEnumerable<Run> Counted => Runs.Where(r => r.Status is ReportedStatus.Completed or ReportedStatus.Diverged);

    public IEnumerable<Run> With(ReportedStatus status) => Runs.Where(r => r.Status == status);
}
