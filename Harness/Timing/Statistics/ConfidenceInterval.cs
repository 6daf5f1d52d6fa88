namespace AdaShift.Bench.Timing.Statistics;

/// <summary>
/// A range that covers the true value with probability <paramref name="Level"/>, over repetitions of the whole experiment.
/// </summary>
/// <param name="Level">In (0, 1), e.g. 0.95.</param>
public sealed record ConfidenceInterval(double Low, double High, double Level)
{
    /// <summary>Half of its width.</summary>
    public double Half => (High - Low) / 2;

    /// <summary>Student's interval of a mean: x̄ ± t₁₋α/₂(n−1) · s/√n.</summary>
    /// <returns>null for fewer than two numbers, or where one is not finite: there is no such interval.</returns>
    public static ConfidenceInterval? OfMean(IReadOnlyList<double> sample, double level = 0.95)
    {
        RequireLevel(level);
        if (sample.Count < 2 || !sample.All(double.IsFinite)) return null;
        var summary = Summary.Of(sample);
        var t = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, sample.Count - 1, (1 + level) / 2);
        var half = t * summary.Sd!.Value / Math.Sqrt(sample.Count);
        return new(summary.Mean - half, summary.Mean + half, level);
    }

    internal static void RequireLevel(double level)
    {
        if (!(level is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A confidence level lies between 0 and 1, for example 0.95.");
    }
}
