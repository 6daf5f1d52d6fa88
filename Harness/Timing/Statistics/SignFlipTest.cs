using MathNet.Numerics.Random;

namespace AdaShift.Bench.Timing.Statistics;

/// <summary>
/// Fisher's randomization test of paired differences: were the two arms the same, each difference could as well have the other sign.
/// p is the share of sign patterns whose mean is at least as far from zero as the observed one (two-sided).
/// </summary>
/// <remarks>Needs no normality. The smallest p that n pairs can give is 2 / 2ⁿ: five pairs never reach .05.</remarks>
public static class SignFlipTest
{
    /// <summary>Up to here every one of the 2ⁿ patterns is visited; beyond, <see cref="Draws"/> random ones.</summary>
    public const int LargestExact = 20;

    public const int Draws = 100_000;

    /// <returns>In (0, 1]; null without differences, or where one is not finite.</returns>
    public static double? P(IReadOnlyList<double> differences, int seed = 0)
    {
        if (differences.Count == 0 || !differences.All(double.IsFinite)) return null;
        // Sums of the same numbers in another order differ in the last bits: a tie must count as a tie.
        var observed = Math.Abs(differences.Sum()) - 1e-12 * differences.Sum(Math.Abs);
        return differences.Count <= LargestExact ? Exact(differences, observed) : Sampled(differences, observed, seed);
    }

    static double Exact(IReadOnlyList<double> differences, double observed)
    {
        var patterns = 1L << differences.Count;
        long extreme = 0;
        for (long pattern = 0; pattern < patterns; pattern++)
        {
            double sum = 0;
            for (var i = 0; i < differences.Count; i++)
                sum += (pattern >> i & 1) == 0 ? differences[i] : -differences[i];
            if (Math.Abs(sum) >= observed) extreme++;
        }
        return (double)extreme / patterns;
    }

    static double Sampled(IReadOnlyList<double> differences, double observed, int seed)
    {
        var random = new MersenneTwister(seed);
        var extreme = 1; // the observed pattern itself, so that p is never zero
        for (var draw = 0; draw < Draws; draw++)
        {
            var sum = differences.Sum(d => random.NextBoolean() ? d : -d);
            if (Math.Abs(sum) >= observed) extreme++;
        }
        return (double)extreme / (Draws + 1);
    }
}
