using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>MaxAL: ρ c² + λ c with c = max‖∇f‖ − K; then λ ← λ + rate · c. λ starts at 0.</summary>
/// <remarks>λ grows while the slope is above K, so that max‖∇f‖ = K at the optimum for any ρ.</remarks>
sealed class AugmentedLagrangian(double rho, double k, double rate, SteepestPoints points) : LipschitzTerm
{
    double lambda;
    double violation; // c of the step in progress

    public override Tensor Penalty(Module<Tensor, Tensor> critic, Tensor real, Tensor fake, Generator generator)
    {
        var c = points.LargestSlope(critic, real, fake, generator) - k;
        violation = c.to(ScalarType.Float64).item<double>();
        return (rho * c.square()) + (lambda * c);
    }

    public override void AfterStep(Module<Tensor, Tensor> critic)
    {
        points.AfterStep();
        lambda += rate * violation;
        violation = 0;
    }

    public override void Save(Snapshot to)
    {
        points.Save(to);
        to.Put("lambda", lambda);
    }

    public override void Load(Snapshot from)
    {
        from.DemandOnly([.. SteepestPoints.Names, "lambda"], "Lipschitz term");
        points.Load(from);
        lambda = from.GetNumber("lambda");
        violation = 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) points.Dispose();
        base.Dispose(disposing);
    }
}
