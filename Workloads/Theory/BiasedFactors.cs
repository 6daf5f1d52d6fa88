using AdaShift.Bench.Contracts;
using AdaShift.Bench.Zoo.Probes;

namespace AdaShift.Bench.Workloads;

/// <summary>Net update factors on equation 7, averaged over more and more random streams: of the large gradients and of the small ones.</summary>
sealed class BiasedFactors
{
    /// <summary>Gradients of each kind whose factor is measured in a stream; and the steps left to follow the last of them.</summary>
    const int Measured = 60;

    double large, small;

    public double Streams { get; private set; }

    /// <summary>Mean k(C).</summary>
    public double Large => large / Streams;

    /// <summary>Mean k(−1).</summary>
    public double Small => small / Streams;

    /// <param name="settled">Steps before the first measured one, for v to forget its start.</param>
    /// <param name="followed">Steps after the last, for m to forget it.</param>
    public void Add(UpdateRule rule, OnlineProblem problem, int settled, int followed, double c)
    {
        var length = settled + (int)(Measured * (c + 1)) + followed;
        using var drawn = problem.Gradients(0, length);
        var gradients = drawn.data<double>().ToArray();
        var (ofLarge, ofSmall) = (Pick(gradients, settled, followed, g => g > 0), Pick(gradients, settled, followed, g => g < 0));
        if (ofLarge.Length == 0 || ofSmall.Length == 0) return;
        large += NetUpdateFactor.Of(rule, gradients, ofLarge).Average();
        small += NetUpdateFactor.Of(rule, gradients, ofSmall).Average();
        Streams++;
    }

    public void Save(Snapshot to)
    {
        to.Put("large", large);
        to.Put("small", small);
        to.Put("streams", Streams);
    }

    public void Load(Snapshot from) => (large, small, Streams) = (from.GetNumber("large"), from.GetNumber("small"), from.GetNumber("streams"));

    /// <summary>Spread evenly over those of the kind, for the streams to be alike.</summary>
    static int[] Pick(double[] gradients, int settled, int followed, Func<double, bool> kind)
    {
        var all = Enumerable.Range(settled, gradients.Length - settled - followed).Where(t => kind(gradients[t])).ToArray();
        return all.Length <= Measured ? all : [.. Enumerable.Range(0, Measured).Select(i => all[(long)i * all.Length / Measured])];
    }
}
