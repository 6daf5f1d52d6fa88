using AdaShift.Bench.Zoo.Probes;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>
/// Runs a rule along several problems at once, a column each: twenty cost little more than one. That is right as long as no element of a
/// parameter looks at the others; under a rule with a φ over the block they do, and it runs along one column after the other.
/// </summary>
/// <remarks>Which of the two a rule is, the first run tells: it is done both ways.</remarks>
sealed class SideBySide
{
    /// <summary>Relative, of θ's that should be the same bits.</summary>
    const double Tolerance = 1e-9;

    bool? isApart;

    /// <inheritdoc cref="KnownGradients.Run"/>
    public Tensor Run(UpdateRule rule, Tensor gradients, long every)
    {
        if (isApart == true || gradients.shape[1] == 1) return KnownGradients.Run(rule, gradients, every);
        var alone = OneByOne(rule, gradients, every);
        isApart ??= IsSame(rule, gradients, every, alone);
        return alone;
    }

    static bool IsSame(UpdateRule rule, Tensor gradients, long every, Tensor alone)
    {
        using var together = KnownGradients.Run(rule, gradients, every);
        return together.allclose(alone, Tolerance, 0, equal_nan: true);
    }

    static Tensor OneByOne(UpdateRule rule, Tensor gradients, long every)
    {
        using var scope = NewDisposeScope();
        Tensor[] columns = [.. Columns(gradients).Select(column => KnownGradients.Run(rule, column, every))];
        return cat(columns, 1).MoveToOuterDisposeScope();
    }

    static IEnumerable<Tensor> Columns(Tensor gradients) =>
        Enumerable.Range(0, (int)gradients.shape[1]).Select(i => gradients.slice(1, i, i + 1, 1).contiguous());
}
