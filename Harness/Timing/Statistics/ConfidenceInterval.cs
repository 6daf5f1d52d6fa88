using MathNet.Numerics.Distributions;

namespace AdaShift.Bench.Timing.Statistics;

/// <summary>A range that covers the true value with a probability of 95 %, over repetitions of the whole experiment.</summary>
public sealed record ConfidenceInterval(double Low, double High)
{
    const double Level = 0.95;

    /// <summary>Half of its width.</summary>
    public double Half => (High - Low) / 2;

    /// <summary>Student's interval of a mean: x̄ ± t₁₋α/₂(n−1) · s/√n.</summary>
    /// <returns>Null for fewer than two numbers, or if one is not finite: there is no such interval.</returns>
    public static ConfidenceInterval? OfMean(IReadOnlyList<double> sample)
    {
        if (sample.Count < 2 || !sample.All(double.IsFinite)) return null;
        var summary = Summary.Of(sample);
        var half = StudentT.InvCDF(0, 1, sample.Count - 1, (1 + Level) / 2) * summary.Sd!.Value / Math.Sqrt(sample.Count);
        return new(summary.Mean - half, summary.Mean + half);
    }
}
