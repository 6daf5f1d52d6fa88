using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>Bounds a critic's slope; holds what changes while training.</summary>
/// <remarks>
/// A critic step is: <see cref="Penalty"/>, backward of the loss plus the penalty, the optimizer's step, <see cref="AfterStep"/>. State
/// changes only in AfterStep. In a trial: <c>Keep("lipschitz", term.Save, term.Load)</c> and <c>Own(term)</c>.
/// </remarks>
public abstract class LipschitzTerm : IDisposable
{
    /// <param name="rho">ρ, the weight of a penalty: 10 in WGAN-GP, 0.1 in LGANs.</param>
    /// <param name="k">K, the target slope of gp, lp, max-gp-k and max-al.</param>
    /// <param name="clip">c of weight clipping.</param>
    /// <param name="kept">
    /// For max-gp, max-gp-k and max-al: how many points of a penalty batch are the steepest of an earlier batch instead of fresh
    /// interpolates; 32 of 64 in AdaShift's released code.
    /// </param>
    /// <param name="renewEvery">Critic steps between choices of those points; 5 in AdaShift's released code.</param>
    /// <param name="lambdaRate">For max-al: λ ← λ + rate · c after each critic step.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static LipschitzTerm Create(
        Lipschitz kind, double rho = 10, double k = 1, double clip = 0.01, int kept = 0, int renewEvery = 1, double lambdaRate = 1e-3)
    {
        DemandPositive(rho, nameof(rho));
        DemandPositive(k, nameof(k));
        DemandPositive(clip, nameof(clip));
        ArgumentOutOfRangeException.ThrowIfNegative(kept);
        ArgumentOutOfRangeException.ThrowIfLessThan(renewEvery, 1);
        DemandPositive(lambdaRate, nameof(lambdaRate));
        return kind switch
        {
            Lipschitz.None => new NoTerm(),
            Lipschitz.WeightClipping => new WeightClipping(clip),
            Lipschitz.Cp or Lipschitz.Gp or Lipschitz.Lp => new GradientPenalty(kind, rho, k),
            Lipschitz.MaxGp => new MaxGradientPenalty(rho, 0, new(kept, renewEvery)),
            Lipschitz.MaxGpK => new MaxGradientPenalty(rho, k, new(kept, renewEvery)),
            Lipschitz.MaxAl => new AugmentedLagrangian(rho, k, lambdaRate, new(kept, renewEvery)),
            Lipschitz.Sn => new SpectralNormalization(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a Lipschitz term."),
        };
    }

    /// <param name="critic">[B, ...] → [B]; each output depends on its own sample alone (no batch normalisation).</param>
    /// <param name="real">x, [B, ...].</param>
    /// <param name="fake">x̃, shaped like <paramref name="real"/>; its graph is ignored.</param>
    /// <param name="generator">Source of the interpolation's random numbers.</param>
    /// <returns>A scalar to add to the critic's loss, with a graph to the critic's parameters; 0 for a term without a penalty.</returns>
    /// <exception cref="ArgumentException">The batches differ in shape, are empty, or too small for the points that are kept.</exception>
    public virtual Tensor Penalty(Module<Tensor, Tensor> critic, Tensor real, Tensor fake, Generator generator) =>
        zeros([], dtype: real.dtype, device: real.device);

    /// <summary>Call once after each step of the critic's optimizer.</summary>
    public virtual void AfterStep(Module<Tensor, Tensor> critic) { }

    public virtual void Save(Snapshot to) { }

    public virtual void Load(Snapshot from) => from.DemandOnly([], "Lipschitz term");

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }

    static void DemandPositive(double number, string name)
    {
        if (!(number > 0 && double.IsFinite(number))) throw new ArgumentOutOfRangeException(name, number, "Must be positive and finite.");
    }

    sealed class NoTerm : LipschitzTerm;
}
