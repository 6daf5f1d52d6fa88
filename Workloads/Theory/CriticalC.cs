using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>The smallest whole C at which θ rises during the second half of the steps, when the moments have settled.</summary>
/// <param name="problems">Of a C.</param>
/// <param name="half">Steps in each half: whole epochs, where there are epochs.</param>
/// <param name="largest">The largest C that is tried.</param>
/// <remarks>
/// That θ rises for all larger C is taken for granted, as the paper does. Several C are walked along side by side, which narrows the
/// search down in two or three runs.
/// </remarks>
sealed class CriticalC(Func<int, IReadOnlyList<OnlineProblem>> problems, Func<int, int> half, int largest) : PlanePoint
{
    public const int Smallest = 2;

    const int AtOnce = 10;

    readonly SideBySide along = new();

    public override double Of(UpdateRule rule) => Bisection.First(cs => Rises(rule, cs), Smallest, largest, AtOnce) ?? double.NaN;

    /// <returns>Of each C, whether θ rises, all its problems taken together.</returns>
    bool[] Rises(UpdateRule rule, int[] cs)
    {
        using var scope = NewDisposeScope();
        var (each, halves) = (cs.Select(problems).ToArray(), cs.Select(half).ToArray());
        var every = halves.Distinct().Count() == 1 ? halves[0] : 1;
        var gradients = OnlineProblem.SideBySide([.. each.SelectMany(p => p)], 2L * halves.Max());
        var thetas = along.Run(rule, gradients, every);
        var (values, width, first) = (thetas.data<double>().ToArray(), (int)thetas.shape[1], 0);
        return [.. cs.Select((_, i) =>
        {
            var (middle, end) = (Row(halves[i]), Row(2 * halves[i]));
            var columns = Enumerable.Range(first, each[i].Count);
            first += each[i].Count;
            return columns.Sum(column => values[end + column] - values[middle + column]) > 0;
        })];

        int Row(int steps) => ((steps / every) - 1) * width;
    }
}
