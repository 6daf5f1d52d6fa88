using AdaShift.Bench.Datasets;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>A sequence of linear costs f_t(θ) = g_t θ of one number θ: all there is to know is g_t.</summary>
/// <param name="gradient">g_t, for t = 1, 2, ….</param>
/// <param name="mean">The mean of g_t over time: the best θ lies on the other side of 0.</param>
/// <param name="bound">θ is kept in [−bound, bound]; infinite for no bound.</param>
sealed class OnlineProblem(Func<long, double> gradient, double mean, double bound = double.PositiveInfinity)
{
    /// <summary>Equation 7: C with probability (1+δ)/(C+1), else −1. The draw of each step depends on seed and step alone.</summary>
    public static OnlineProblem Stochastic(double c, double delta, long seed) => Stochastic(c, delta, t => Uniform(seed, t));

    /// <param name="draw">In [0, 1), for t = 1, 2, ….</param>
    public static OnlineProblem Stochastic(double c, double delta, Func<long, double> draw)
    {
        var share = (1 + delta) / (c + 1);
        return new(t => draw(t) < share ? c : -1, delta);
    }

    /// <summary>The draws of a seed, drawn once for problems that differ in C.</summary>
    public static Func<long, double> Draws(long seed, long count)
    {
        var drawn = new double[count];
        for (long i = 0; i < count; i++) drawn[i] = Uniform(seed, i + 1);
        return t => drawn[t - 1];
    }

    /// <summary>Equation 6: C at the first step of every d, else −1; all times <paramref name="scale"/>.</summary>
    public static OnlineProblem Sequential(double c, int d, double scale = 1, double bound = double.PositiveInfinity) =>
        new(t => scale * (t % d == 1 % d ? c : -1), scale * (c - (d - 1)) / d, bound);

    /// <summary>What is wrong with the numbers of equation 7.</summary>
    public static IEnumerable<string> ValidateStochastic(double c, double delta)
    {
        if (delta >= c)
            yield return FormattableString.Invariant($"delta = {delta} is not smaller than c = {c}: the large gradient would be certain");
    }

    /// <summary>What is wrong with the numbers of equation 6.</summary>
    public static IEnumerable<string> ValidateSequential(double c, int d)
    {
        if (c <= d - 1)
            yield return FormattableString.Invariant(
                $"c = {c} with d = {d}: the gradients of an epoch sum to {c - (d - 1)}, so that θ should rise; allowed: c > {d - 1}");
    }

    public double Mean => mean;

    public double Bound => bound;

    /// <summary>The best θ in hindsight; NaN where there is none.</summary>
    public double Best => double.IsFinite(bound) ? -bound * Math.Sign(mean) : double.NaN;

    /// <summary>[count, 1] in float64: g_t of the steps after the first <paramref name="done"/>.</summary>
    public Tensor Gradients(long done, long count)
    {
        var values = new double[count];
        for (long i = 0; i < count; i++) values[i] = gradient(done + i + 1);
        return tensor(values).reshape(count, 1);
    }

    /// <summary>[count, problems] in float64: the first gradients of several problems.</summary>
    public static Tensor SideBySide(IReadOnlyList<OnlineProblem> problems, long count)
    {
        var values = new double[count * problems.Count];
        for (var p = 0; p < problems.Count; p++)
            for (long t = 0; t < count; t++) values[(t * problems.Count) + p] = problems[p].Gradient(t + 1);
        return tensor(values).reshape(count, problems.Count);
    }

    double Gradient(long t) => gradient(t);

    /// <returns>In [0, 1), from 53 random bits.</returns>
    static double Uniform(long seed, long number) => (SplitMix64.For(seed, number).Next() >> 11) * (1.0 / (1L << 53));
}
