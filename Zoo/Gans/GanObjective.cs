using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>
/// φ of the critic's loss E φ(f(x̃)) + E φ(−f(x)), with x real and x̃ generated. Each combines with every <see cref="Lipschitz"/> term.
/// </summary>
/// <remarks>Zhou et al. 2019, Lipschitz Generative Adversarial Nets (arXiv 1902.05687); the margins of lsgan and hinge are 1.</remarks>
public enum GanObjective
{
    /// <summary>φ(x) = x: Arjovsky et al. 2017 (arXiv 1701.07875).</summary>
    Wgan,

    /// <summary>φ(x) = −log σ(−x) = log(1 + eˣ): Goodfellow et al. 2014 (arXiv 1406.2661).</summary>
    Vanilla,

    /// <summary>φ(x) = (x + 1)²: Mao et al. 2016 (arXiv 1611.04076).</summary>
    Lsgan,

    /// <summary>φ(x) = max(0, x + 1).</summary>
    Hinge,

    /// <summary>φ(x) = √(x² + 1) + x.</summary>
    Sqrt,

    /// <summary>φ(x) = eˣ; infinite in float32 for x above 88.</summary>
    Exp,

    /// <summary>φ(x) = −log σ(−x) + x: the critic of Figure 7a in the released code of AdaShift (arXiv 1810.00143).</summary>
    LogSigmoidLinear,
}

/// <summary>The generator's loss.</summary>
public enum GeneratorForm
{
    /// <summary>−E f(x̃), whatever φ is; lsgan still has (f(x̃) − 1)², as in the authors' code.</summary>
    Linear,

    /// <summary>E φ(−f(x̃)); for vanilla, the non-saturating loss −E log σ(f(x̃)).</summary>
    Phi,
}

/// <summary>The losses of both players from the critic's outputs.</summary>
public static class GanLosses
{
    /// <param name="real">f(x), [B].</param>
    /// <param name="fake">f(x̃), [B]; of x̃ without the generator's graph.</param>
    /// <returns>E φ(f(x̃)) + E φ(−f(x)), a scalar to minimise.</returns>
    public static Tensor CriticLoss(this GanObjective objective, Tensor real, Tensor fake) =>
        objective.Phi(fake).mean() + objective.Phi(-real).mean();

    /// <param name="fake">f(x̃), [B], with the generator's graph.</param>
    /// <returns>A scalar to minimise.</returns>
    public static Tensor GeneratorLoss(this GanObjective objective, Tensor fake, GeneratorForm form = GeneratorForm.Linear) =>
        form == GeneratorForm.Phi || objective == GanObjective.Lsgan ? objective.Phi(-fake).mean() : -fake.mean();

    /// <returns>φ(x), elementwise; finite with a finite slope wherever the true value is.</returns>
    public static Tensor Phi(this GanObjective objective, Tensor x) => objective switch
    {
        GanObjective.Wgan => x,
        GanObjective.Vanilla => -functional.logsigmoid(-x),
        GanObjective.Lsgan => (x + 1).square(),
        GanObjective.Hinge => (x + 1).clamp_min(0),
        GanObjective.Sqrt => SqrtPhi(x),
        GanObjective.Exp => x.exp(),
        GanObjective.LogSigmoidLinear => x - functional.logsigmoid(-x),
        _ => throw new ArgumentOutOfRangeException(nameof(objective), objective, "Not an objective."),
    };

    /// <summary>√(x² + 1) + x; below 0 as 1 / (√(x² + 1) − x), where the sum would cancel.</summary>
    static Tensor SqrtPhi(Tensor x)
    {
        var root = x.square().add(1).sqrt();
        return where(x > 0, root + x, (root - x.clamp_max(0)).reciprocal()); // the clamp: the branch not taken stays finite
    }
}
