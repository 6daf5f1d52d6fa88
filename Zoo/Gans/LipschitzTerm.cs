using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>What holds a critic's slope down, with whatever of it changes while training.</summary>
/// <remarks>
/// A critic step is: <see cref="Penalty"/>, backward of the loss plus the penalty, the optimizer's step, <see cref="AfterStep"/>. State
/// changes in AfterStep alone. In a trial: <c>Keep("lipschitz", term.Save, term.Load)</c> and <c>Own(term)</c>.
/// </remarks>
public abstract class LipschitzTerm : IDisposable
{
    /// <param name="rho">ρ, the weight of a penalty: 10 in WGAN-GP, 0.1 in LGANs.</param>
    /// <param name="k">K, the slope aimed at; none, cp, max-gp and sn have no use for it.</param>
    /// <param name="clip">c of weight clipping.</param>
    /// <param name="kept">
    /// Max-gp, max-gp-k and max-al: how many of a penalty batch's points are the steepest of an earlier batch, and not fresh; 32 of 64 in
    /// AdaShift's released code. 0: none.
    /// </param>
    /// <param name="renewEvery">Critic steps from one choice of those points to the next; 5 in AdaShift's released code.</param>
    /// <param name="lambdaRate">Max-al: λ ← λ + rate · c after each critic step.</param>
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
    /// <param name="fake">x̃, shaped like <paramref name="real"/>; a graph behind it is ignored.</param>
    /// <param name="generator">Where the interpolation's random numbers come from.</param>
    /// <returns>A scalar to add to the critic's loss, with a graph to the critic's parameters; 0 where there is no penalty.</returns>
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
