using AdaShift.Bench.Zoo.Probes;

namespace AdaShift.Bench.Workloads;

/// <summary>
/// Net update factors on equation 7, averaged over more and more random streams: of the large gradients and of the small ones.
/// </summary>
/// <remarks>
/// Every large gradient of a stream counts, and each as much as those of another stream: averaged by stream they would seem to count for
/// more, since a stream that happens to have few of them has a small v.
/// </remarks>
sealed class BiasedFactors
{
    /// <summary>Small gradients whose factor is measured in a stream, which is (C+1) times as long.</summary>
    const int Measured = 60;

    double large, small;
    long larges, smalls;

    /// <summary>Mean k(C); NaN before any was met.</summary>
    public double Large => large / larges;

    /// <summary>Mean k(−1).</summary>
    public double Small => small / smalls;

    public void Add(UpdateRule rule, StreamPart part, long seed)
    {
        var (c, delta, settled, followed) = part;
        var length = settled + (int)(Measured * (c + 1)) + followed;
        using var drawn = OnlineProblem.Stochastic(c, delta, seed).Gradients(0, length);
        var gradients = drawn.data<double>().ToArray();
        var middle = Enumerable.Range(settled, length - settled - followed).ToArray();
        int[] ofLarge = [.. middle.Where(t => gradients[t] > 0)], ofSmall = Some([.. middle.Where(t => gradients[t] < 0)]);
        large += NetUpdateFactor.Of(rule, gradients, ofLarge).Sum();
        small += NetUpdateFactor.Of(rule, gradients, ofSmall).Sum();
        (larges, smalls) = (larges + ofLarge.Length, smalls + ofSmall.Length);
    }

    public void Save(Snapshot to)
    {
        to.Put("large", large);
        to.Put("small", small);
        to.Put("larges", larges);
        to.Put("smalls", smalls);
    }

    public void Load(Snapshot from)
    {
        (large, small) = (from.GetNumber("large"), from.GetNumber("small"));
        (larges, smalls) = (from.GetInteger("larges"), from.GetInteger("smalls"));
    }

    /// <summary>Spread evenly.</summary>
    static int[] Some(int[] all) =>
        all.Length <= Measured ? all : [.. Enumerable.Range(0, Measured).Select(i => all[(long)i * all.Length / Measured])];
}

/// <summary>What is drawn of equation 7, and which part of it counts.</summary>
/// <param name="C">C, the large gradient.</param>
/// <param name="Delta">δ, the mean gradient.</param>
/// <param name="Settled">Steps before the first measured one, for v to forget its start.</param>
/// <param name="Followed">Steps after the last, for m to forget it.</param>
sealed record StreamPart(double C, double Delta, int Settled, int Followed);
