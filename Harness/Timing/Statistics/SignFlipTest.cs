using MathNet.Numerics.Random;

namespace AdaShift.Bench.Timing.Statistics;

/// <summary>
/// Fisher's randomization test of paired differences: if the two arms were the same, each difference might as well have the other sign.
/// p is the share of sign patterns whose mean is at least as far from zero as the observed one (two-sided).
/// </summary>
/// <remarks>Needs no normality. The smallest p that n pairs can give is 2 / 2ⁿ: five pairs never reach .05.</remarks>
public static class SignFlipTest
{
    /// <summary>Up to this n all 2ⁿ patterns are visited; beyond it, <see cref="Draws"/> random ones.</summary>
    const int LargestExact = 20;

    const int Draws = 100_000;
    const int Seed = 0;

    /// <returns>In (0, 1]; null without differences, or where one is not finite.</returns>
    public static double? P(IReadOnlyList<double> differences)
    {
        if (differences.Count == 0 || !differences.All(double.IsFinite)) return null;
        // Sums of the same numbers in another order differ in the last bits: a tie must count as a tie.
        var observed = Math.Abs(differences.Sum()) - 1e-12 * differences.Sum(Math.Abs);
        return differences.Count <= LargestExact ? Exact(differences, observed) : Sampled(differences, observed);
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

    static double Sampled(IReadOnlyList<double> differences, double observed)
    {
        var random = new MersenneTwister(Seed);
        var extreme = 1; // the observed pattern itself, so that p is never zero
        for (var draw = 0; draw < Draws; draw++)
        {
            var sum = differences.Sum(d => random.NextBoolean() ? d : -d);
            if (Math.Abs(sum) >= observed) extreme++;
        }
        return (double)extreme / (Draws + 1);
    }
}
