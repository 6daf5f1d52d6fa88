using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Probes;

/// <summary>
/// Equation 8, measured from outside: k(g_t) = net(g_t) / g_t, where net(g_t) is what g_t moves θ by, in all, over the steps after it
/// with the v's as they were.
/// </summary>
/// <remarks>
/// v sees |g| alone. So with the sign of g_t turned, every v stays what it was and the share of g_t in every m turns its sign; half the
/// difference of the two runs is net(g_t), to rounding, for every rule whose step is (something linear in the gradients) / (something that
/// sees |g| alone): sgd, momentum, nadam, rmsprop, adagrad, adam and its relatives, AdaShift. For other rules (lion's sign, a centred v)
/// it is the odd part of g_t's influence: still a fair picture of what g_t did, no longer equation 8. The influence is followed to the
/// end of the gradients, which must lie far enough behind t: β1 to that power is what is missed.
/// </remarks>
public static class NetUpdateFactor
{
    const int Together = 64;

    /// <param name="rule">Starts over at the first gradient. Its factors come with its learning rate in them.</param>
    /// <param name="gradients">g_1 … g_T of one element.</param>
    /// <param name="at">Which of them, from 0; none of them may be 0.</param>
    /// <returns>k, in the order of <paramref name="at"/>.</returns>
    public static double[] Of(UpdateRule rule, ReadOnlySpan<double> gradients, IReadOnlyList<int> at)
    {
        using var sequence = tensor(gradients.ToArray()).reshape(gradients.Length, 1);
        return Of(rule, sequence, [.. at.Select(t => (t, 0))]);
    }

    /// <summary>The same for a parameter of several elements, which a φ takes together.</summary>
    /// <param name="gradients">[T, N] in float64.</param>
    public static double[] Of(UpdateRule rule, Tensor gradients, IReadOnlyList<(int step, int element)> at)
    {
        var factors = new double[at.Count];
        foreach (var round in Enumerable.Range(0, at.Count).Chunk(Together))
        {
            using var scope = NewDisposeScope();
            Measure(rule, gradients, at, round, factors);
        }

        return factors;
    }

    /// <summary>
    /// Copies of the parameter side by side: the first as it is, in each other one sign turned an element. A φ over them all sees equal
    /// |g|.
    /// </summary>
    static void Measure(UpdateRule rule, Tensor gradients, IReadOnlyList<(int step, int element)> at, int[] round, double[] factors)
    {
        var (length, width) = (gradients.shape[0], gradients.shape[1]);
        var used = new int[width];
        var column = round.ToDictionary(i => i, i => (++used[at[i].element] * width) + at[i].element);
        var copies = gradients.repeat(1, used.Max() + 1).contiguous();
        foreach (var i in round) copies[at[i].step, column[i]].neg_();
        var ends = KnownGradients.Run(rule, copies, length)[0].data<double>().ToArray();
        foreach (var i in round)
        {
            var (step, element) = at[i];
            factors[i] = (ends[column[i]] - ends[element]) / 2 / gradients[step, element].item<double>();
        }
    }
}
