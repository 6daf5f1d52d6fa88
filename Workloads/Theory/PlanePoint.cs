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

    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>θ after all steps, the mean over the problems.</summary>
sealed class FinalTheta(IReadOnlyList<OnlineProblem> problems, int steps) : PlanePoint
{
    readonly Tensor gradients = OnlineProblem.SideBySide(problems, steps).DetachFromDisposeScope();
    readonly SideBySide along = new();

    public override double Of(UpdateRule rule)
    {
        using var ends = along.Run(rule, gradients, steps);
        return ends.mean().item<double>();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) gradients.Dispose();
        base.Dispose(disposing);
    }
}
