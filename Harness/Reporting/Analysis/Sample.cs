namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>What one side of a comparison reached on a metric at a moment, seed by seed.</summary>
/// <param name="Name">The arm, or the number that a claim names in place of one.</param>
/// <param name="Values">By ascending seed. A run that ended before the moment has no value.</param>
/// <param name="Lost">Seeds without a value because the run diverged or recorded one that is not finite: worse than any number.</param>
public sealed record Sample(string Name, IReadOnlyDictionary<long, double> Values, IReadOnlyList<long> Lost)
{
    /// <exception cref="ArgumentException">There is no value.</exception>
    public Summary Summary => Summary.Of([.. Values.Values]);

    /// <summary>95 % interval of the mean.</summary>
    public ConfidenceInterval? Ci => ConfidenceInterval.OfMean([.. Values.Values]);

    public static Sample Of(Arm arm, Metric metric, ClaimMoment moment)
    {
        var values = new SortedDictionary<long, double>();
        foreach (var run in arm.Counted)
            if (run.At(metric.Name, moment, metric.Better) is { } value) values[run.Seed] = value;
        return new(arm.Name, values, [.. arm.Runs.Where(r => r.IsLostAt(metric.Name, moment)).Select(r => r.Seed)]);
    }

    public static Sample AtTheEnd(Arm arm, Metric metric) => Of(arm, metric, new(ClaimMomentKind.End));

    /// <summary>The same number for every seed.</summary>
    public static Sample Constant(string name, double number, IEnumerable<long> seeds) =>
        new(name, seeds.Distinct().ToDictionary(seed => seed, _ => number), []);
}
