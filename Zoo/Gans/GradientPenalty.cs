using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>CP ρ E‖∇f‖², GP ρ E(‖∇f‖ − K)² and LP ρ E max(0, ‖∇f‖ − K)², at random interpolates of real and generated samples.</summary>
sealed class GradientPenalty(Lipschitz kind, double rho, double k) : LipschitzTerm
{
    public override Tensor Penalty(Module<Tensor, Tensor> critic, Tensor real, Tensor fake, Generator generator)
    {
        var slopes = Slopes.Of(critic, Interpolates.Between(real, fake, generator));
        return rho * Excess(slopes).square().mean();
    }

    Tensor Excess(Tensor slopes) => kind switch
    {
        Lipschitz.Cp => slopes,
        Lipschitz.Gp => slopes - k,
        _ => (slopes - k).clamp_min(0),
    };
}
