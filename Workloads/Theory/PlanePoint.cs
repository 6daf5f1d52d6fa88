using AdaShift.Bench.Contracts;
using AdaShift.Bench.Zoo.Probes;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>What is measured of a rule at one point of the plane.</summary>
abstract class PlanePoint : IDisposable
{
    /// <returns>NaN where there is nothing to be found.</returns>
    public abstract double Of(UpdateRule rule);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}

/// <summary>θ after all steps, the mean over the problems.</summary>
sealed class FinalTheta(IReadOnlyList<OnlineProblem> problems, int steps) : PlanePoint
{
    readonly Tensor[] gradients = [.. problems.Select(p => p.Gradients(0, steps).DetachFromDisposeScope())];

    public override double Of(UpdateRule rule) => gradients.Average(g =>
    {
        using var end = KnownGradients.Run(rule, g, g.shape[0]);
        return end.item<double>();
    });

    protected override void Dispose(bool disposing)
    {
        foreach (var tensor in gradients) tensor.Dispose();
    }
}

/// <summary>The smallest whole C at which θ rises during the second half of the steps, when the moments have settled.</summary>
/// <param name="problems">Of a C.</param>
/// <param name="half">Steps in each half: whole epochs, where there are epochs.</param>
/// <param name="largest">The largest C that is tried.</param>
/// <remarks>That θ rises for all larger C is taken for granted, as the paper does.</remarks>
sealed class CriticalC(Func<int, IReadOnlyList<OnlineProblem>> problems, Func<int, int> half, int largest) : PlanePoint
{
    public const int Smallest = 2;

    readonly Dictionary<int, (long half, Tensor[] gradients)> drawn = [];

    public override double Of(UpdateRule rule) => Bisection.First(c => Rises(rule, c), Smallest, largest) ?? double.NaN;

    protected override void Dispose(bool disposing)
    {
        foreach (var tensor in drawn.Values.SelectMany(d => d.gradients)) tensor.Dispose();
        drawn.Clear();
    }

    bool Rises(UpdateRule rule, int c)
    {
        var (length, gradients) = Drawn(c);
        return gradients.Sum(g =>
        {
            using var scope = NewDisposeScope();
            var thetas = KnownGradients.Run(rule, g, length).data<double>();
            return thetas[1] - thetas[0];
        }) > 0;
    }

    (long half, Tensor[] gradients) Drawn(int c)
    {
        if (drawn.TryGetValue(c, out var known)) return known;
        long length = half(c);
        return drawn[c] = (length, [.. problems(c).Select(p => p.Gradients(0, 2 * length).DetachFromDisposeScope())]);
    }
}
