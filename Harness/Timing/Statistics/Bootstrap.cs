using MathNet.Numerics.Random;
using MathNet.Numerics.Statistics;

namespace AdaShift.Bench.Timing.Statistics;

/// <summary>
/// Percentile bootstrap (Efron 1979): the spread of a statistic over samples drawn again, with replacement, from the sample.
/// </summary>
public static class Bootstrap
{
    public const int Resamples = 10_000;

    /// <summary>Each number is a replication of its own.</summary>
    /// <returns>The same for the same seed, on every machine.</returns>
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    public static ConfidenceInterval Interval(
        IReadOnlyList<double> sample, Func<double[], double> statistic, double level = 0.95, int resamples = Resamples, int seed = 0) =>
        Interval([.. sample.Select(value => new[] { value })], statistic, level, resamples, seed);

    /// <summary>
    /// Two levels: first the groups (processes) are drawn with replacement, then the numbers within each drawn group. Numbers of one
    /// process share its luck (memory layout, clock), so the process is the unit of replication.
    /// </summary>
    /// <exception cref="ArgumentException">There is no group, or an empty one.</exception>
    public static ConfidenceInterval Interval(
        IReadOnlyList<double[]> groups, Func<double[], double> statistic, double level = 0.95, int resamples = Resamples, int seed = 0)
    {
        ConfidenceInterval.RequireLevel(level);
        if (groups.Count == 0 || groups.Any(g => g.Length == 0))
            throw new ArgumentException("A bootstrap needs at least one group, and a number in every group.", nameof(groups));
        var random = new MersenneTwister(seed);
        var statistics = new double[resamples];
        for (var i = 0; i < resamples; i++) statistics[i] = statistic(Draw(groups, random));
        Array.Sort(statistics);
        return new(
            SortedArrayStatistics.Quantile(statistics, (1 - level) / 2),
            SortedArrayStatistics.Quantile(statistics, (1 + level) / 2),
            level);
    }

    static double[] Draw(IReadOnlyList<double[]> groups, MersenneTwister random)
    {
        var drawn = new List<double>();
        for (var g = 0; g < groups.Count; g++)
        {
            var group = groups[random.Next(groups.Count)];
            for (var i = 0; i < group.Length; i++) drawn.Add(group[random.Next(group.Length)]);
        }
        return [.. drawn];
    }
}
