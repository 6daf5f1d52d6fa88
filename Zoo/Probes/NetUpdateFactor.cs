using AdaShift.Bench.Contracts;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Probes;

/// <summary>
/// Equation 8, measured from outside: k(g_t) = net(g_t) / g_t, where net(g_t) is what g_t moves θ by, in all, over the steps after it with the v's as
/// they were.
/// </summary>
/// <remarks>
/// v sees |g| alone. So with the sign of g_t turned, every v stays what it was and the share of g_t in every m turns its sign; half the
/// difference of the two runs is net(g_t), to rounding, for every rule whose step is (something linear in the gradients) / (something that
/// sees |g| alone): sgd, momentum, nadam, rmsprop, adagrad, adam and its relatives, AdaShift. For other rules (lion's sign, a centred v) it is the
/// odd part of g_t's influence: still a fair picture of what g_t did, no longer equation 8. The influence is followed to the end of the
/// gradients, which must lie far enough behind t: β1 to that power is what is missed.
/// </remarks>
public static class NetUpdateFactor
{
    const int Together = 64;

    /// <param name="rule">Starts anew at the first gradient. Its factors come with its learning rate in them.</param>
    /// <param name="gradients">g_1 … g_T of one element.</param>
    /// <param name="at">Which of them, from 0; none of them may be 0.</param>
    /// <returns>k, in the order of <paramref name="at"/>.</returns>
    public static double[] Of(UpdateRule rule, ReadOnlySpan<double> gradients, IReadOnlyList<int> at)
    {
        var factors = new List<double>(at.Count);
        using var scope = NewDisposeScope();
        var sequence = tensor(gradients.ToArray());
        foreach (var some in at.Chunk(Together))
        {
            using var inner = NewDisposeScope();
            factors.AddRange(Measure(rule, sequence, some));
        }

        return [.. factors];
    }

    /// <summary>One copy of the sequence a column: the first as it is, each other with one sign turned. A φ over them all sees equal |g|.</summary>
    static IEnumerable<double> Measure(UpdateRule rule, Tensor sequence, int[] at)
    {
        var length = sequence.shape[0];
        var copies = sequence.reshape(length, 1).repeat(1, at.Length + 1).contiguous();
        for (var i = 0; i < at.Length; i++) copies[at[i], i + 1].neg_();
        var ends = KnownGradients.Run(rule, copies, length)[0].data<double>().ToArray();
        return at.Select((t, i) => (ends[i + 1] - ends[0]) / 2 / sequence[t].item<double>()).ToArray();
    }
}
