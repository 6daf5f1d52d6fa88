using AdaShift.Bench.Zoo.Probes;

namespace AdaShift.Bench.Workloads;

/// <summary>
/// Net update factors on equation 7, averaged over more and more random streams: of the large gradients and of the small ones.
/// </summary>
/// <remarks>
/// Each reading draws one more stream, lets v settle, and adds the factors of all its large and of 60 small gradients. Every large
/// gradient counts, and each as much as those of another stream: averaged by stream they would seem to count for more, since a stream that
/// happens to have few of them has a small v.
/// </remarks>
/// <param name="c">C, the large gradient.</param>
/// <param name="delta">δ, the mean gradient.</param>
/// <param name="settled">Steps before the first measured one, for v to forget its start.</param>
/// <param name="followed">Steps after the last, for m to forget it.</param>
sealed class BiasedFactors(double c, double delta, int settled, int followed)
{
    /// <summary>Small gradients whose factor is measured in a stream, which is (C+1) times as long.</summary>
    const int Measured = 60;

    /// <returns>The mean k(C) and k(−1) over one stream, two streams, and so on; NaN before any was met.</returns>
    public IEnumerable<(double large, double small)> Means(UpdateRule rule, RunContext run)
    {
        var (large, small, larges, smalls) = (0.0, 0.0, 0L, 0L);
        for (var number = 1; ; number++)
        {
            var (ofLarge, ofSmall) = Factors(rule, run.SeedFor(FormattableString.Invariant($"stream {number}")));
            (large, small) = (large + ofLarge.Sum(), small + ofSmall.Sum());
            (larges, smalls) = (larges + ofLarge.Length, smalls + ofSmall.Length);
            yield return (large / larges, small / smalls);
        }
    }

    (double[] ofLarge, double[] ofSmall) Factors(UpdateRule rule, long seed)
    {
        var length = settled + (int)(Measured * (c + 1)) + followed;
        using var drawn = OnlineProblem.Stochastic(c, delta, seed).Gradients(0, length);
        var gradients = drawn.data<double>().ToArray();
        var middle = Enumerable.Range(settled, length - settled - followed).ToArray();
        int[] large = [.. middle.Where(t => gradients[t] > 0)], small = Some([.. middle.Where(t => gradients[t] < 0)]);
        return (NetUpdateFactor.Of(rule, gradients, large), NetUpdateFactor.Of(rule, gradients, small));
    }

    /// <summary>Spread evenly.</summary>
    static int[] Some(int[] all) =>
        all.Length <= Measured ? all : [.. Enumerable.Range(0, Measured).Select(i => all[(long)i * all.Length / Measured])];
}
