using MathNet.Numerics.Statistics;

namespace AdaShift.Bench.Timing.Statistics;

/// <summary>A sample in five numbers.</summary>
/// <param name="Sd">Sample standard deviation (n − 1); null for a single number, which has no spread.</param>
public sealed record Summary(int N, double Mean, double? Sd, double Median, double Min, double Max)
{
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    public static Summary Of(IReadOnlyList<double> sample)
    {
        if (sample.Count == 0) throw new ArgumentException("An empty sample has no mean.", nameof(sample));
        double[] values = [.. sample];
        return new(
            values.Length,
            ArrayStatistics.Mean(values),
            values.Length < 2 ? null : ArrayStatistics.StandardDeviation(values),
            ArrayStatistics.MedianInplace([.. values]),
            ArrayStatistics.Minimum(values),
            ArrayStatistics.Maximum(values));
    }
}
