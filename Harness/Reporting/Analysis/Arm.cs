
namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>One optimizer with its settings: the same work over several seeds.</summary>
/// <param name="Name">The label, made unique within its panel.</param>
/// <param name="Spec">Of any of its runs; they differ in the seed alone.</param>
/// <param name="Runs">By ascending seed.</param>
public sealed record Arm(string Name, RunSpec Spec, IReadOnlyList<Run> Runs)
{
    public string Label => Spec.Label;

    /// <summary>Runs that say something: failed, damaged, unfinished and missing ones do not.</summary>
    public IEnumerable<Run> Counted => Runs.Where(r => r.Status is RunState.Completed or RunState.Diverged);

    public int Count(RunState status) => Runs.Count(r => r.Status == status);

    /// <summary>Seeds whose run diverged before the moment, or recorded a value there that is not finite.</summary>
    public IReadOnlyList<long> LostAt(Metric metric, ClaimMoment moment) =>
        [.. Runs.Where(r => r.IsLostAt(metric.Name, moment)).Select(r => r.Seed)];
}
