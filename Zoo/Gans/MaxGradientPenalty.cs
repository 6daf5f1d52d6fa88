using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>MaxGP: ρ (max‖∇f‖ − K)², where K = 0 is the form of the LGANs paper.</summary>
sealed class MaxGradientPenalty(double rho, double k, SteepestPoints points) : LipschitzTerm
{
    public override Tensor Penalty(Module<Tensor, Tensor> critic, Tensor real, Tensor fake, Generator generator) =>
        rho * (points.LargestSlope(critic, real, fake, generator) - k).square();

    public override void AfterStep(Module<Tensor, Tensor> critic) => points.AfterStep();

    public override void Save(Snapshot to) => points.Save(to);

    public override void Load(Snapshot from)
    {
        from.DemandOnly(SteepestPoints.Names, "Lipschitz term");
        points.Load(from);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) points.Dispose();
        base.Dispose(disposing);
    }
}
