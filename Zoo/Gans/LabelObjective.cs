using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>
/// How class labels take part in a GAN. l are a critic's outputs for the K classes, s = log Σ exp l, and p = softmax(l).
/// </summary>
/// <remarks>
/// In LabelGAN and AM-GAN a sample is real with probability σ(s): the softmax over the classes and a fake class whose logit is 0.
/// </remarks>
public enum LabelObjective
{
    /// <summary>Labels take no part; see <see cref="GanObjective"/>.</summary>
    None,

    /// <summary>
    /// Critic: −E log σ(s(x)) + E CE(l(x), y) − E log σ(−s(x̃)). Generator: −E log σ(s(x̃)). Salimans et al. 2016 (arXiv 1606.03498).
    /// </summary>
    LabelGan,

    /// <summary>
    /// The critic has one more output, f, for real or fake. Critic: −E log σ(f(x)) − E log σ(−f(x̃)) + E CE(l(x), y) + E CE(l(x̃), ỹ).
    /// Generator: −E log σ(f(x̃)) + E CE(l(x̃), ỹ), where ỹ is the class that it was given. Odena et al. 2016 (arXiv 1610.09585).
    /// </summary>
    AcGan,

    /// <summary>
    /// Critic as in LabelGAN. Generator: −E log σ(s(x̃)) + E CE(l(x̃), argmax l(x̃)), a class that is given replacing the argmax. Zhou et
    /// al. 2018 (arXiv 1703.02000).
    /// </summary>
    AmGan,

    /// <summary>
    /// Without labels. Critic: E H(p(x)) − H(E p(x)) − E H(p(x̃)). Generator: E H(p(x̃)) − H(E p(x̃)). H is the entropy. Springenberg 2015
    /// (arXiv 1511.06390).
    /// </summary>
    CatGan,
}

/// <summary>The losses of both players from the critic's outputs, [B,outputs].</summary>
public static class LabelLosses
{
    /// <returns>How many outputs the critic has for each sample.</returns>
    public static long Outputs(this LabelObjective objective, long classes) => objective switch
    {
        LabelObjective.None => 1,
        LabelObjective.AcGan => classes + 1, // f is the first
        _ => classes,
    };

    /// <summary>Whether the generator is given the class of each sample.</summary>
    public static bool IsConditional(this LabelObjective objective) => objective == LabelObjective.AcGan;

    /// <summary>The critic's one number for a sample, whose slope a Lipschitz term bounds: s, or f of AC-GAN.</summary>
    /// <param name="outputs">[B,outputs] of an objective with labels.</param>
    /// <returns>[B].</returns>
    public static Tensor RealLogit(this LabelObjective objective, Tensor outputs) =>
        objective == LabelObjective.AcGan ? outputs.select(1, 0) : outputs.logsumexp(1);

    /// <param name="real">Outputs for real samples, [B,outputs].</param>
    /// <param name="labels">y, [B] int64.</param>
    /// <param name="fake">Outputs for generated samples, without the generator's graph.</param>
    /// <param name="fakeLabels">ỹ, [B] int64, that the generator was given; null where it was given none.</param>
    /// <returns>A scalar to minimise.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The objective has no labels.</exception>
    /// <exception cref="ArgumentNullException">AC-GAN without the labels that the generator was given.</exception>
    public static Tensor CriticLoss(this LabelObjective objective, Tensor real, Tensor labels, Tensor fake, Tensor? fakeLabels) =>
        objective switch
        {
            LabelObjective.LabelGan or LabelObjective.AmGan => objective.RealOrFake(real, fake) + functional.cross_entropy(real, labels),
            LabelObjective.AcGan => objective.RealOrFake(real, fake)
                + functional.cross_entropy(Classes(real), labels) + functional.cross_entropy(Classes(fake), Given(fakeLabels)),
            LabelObjective.CatGan => MeanEntropy(real) - EntropyOfMean(real) - MeanEntropy(fake),
            _ => throw WithoutLabels(objective),
        };

    /// <param name="fake">Outputs for generated samples, [B,outputs], with the generator's graph.</param>
    /// <param name="fakeLabels">ỹ, [B] int64, that the generator was given; null where it was given none.</param>
    /// <returns>A scalar to minimise.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The objective has no labels.</exception>
    /// <exception cref="ArgumentNullException">AC-GAN without the labels that the generator was given.</exception>
    public static Tensor GeneratorLoss(this LabelObjective objective, Tensor fake, Tensor? fakeLabels = null) => objective switch
    {
        LabelObjective.LabelGan => objective.CalledFake(fake),
        LabelObjective.AmGan => objective.CalledFake(fake) + functional.cross_entropy(fake, fakeLabels ?? fake.argmax(1)),
        LabelObjective.AcGan => objective.CalledFake(fake)
            + functional.cross_entropy(Classes(fake), Given(fakeLabels)),
        LabelObjective.CatGan => MeanEntropy(fake) - EntropyOfMean(fake),
        _ => throw WithoutLabels(objective),
    };

    static Tensor Given(Tensor? fakeLabels) => fakeLabels ?? throw new ArgumentNullException(nameof(fakeLabels));

    static ArgumentOutOfRangeException WithoutLabels(LabelObjective objective) =>
        new(nameof(objective), objective, "Has no labels: allowed are LabelGan, AcGan, AmGan and CatGan. Without labels use GanObjective.");

    /// <summary>−E log σ(r(x)) − E log σ(−r(x̃)) of the real logit r.</summary>
    static Tensor RealOrFake(this LabelObjective objective, Tensor real, Tensor fake) =>
        GanObjective.Vanilla.CriticLoss(objective.RealLogit(real), objective.RealLogit(fake));

    /// <summary>−E log σ(r(x̃)).</summary>
    static Tensor CalledFake(this LabelObjective objective, Tensor fake) =>
        GanObjective.Vanilla.GeneratorLoss(objective.RealLogit(fake), GeneratorForm.Phi);

    /// <summary>l of AC-GAN, [B,K].</summary>
    static Tensor Classes(Tensor outputs) => outputs.narrow(1, 1, outputs.shape[1] - 1);

    /// <summary>E H(p).</summary>
    static Tensor MeanEntropy(Tensor outputs) => -(outputs.softmax(1) * outputs.log_softmax(1)).sum(1).mean();

    /// <summary>H(E p).</summary>
    static Tensor EntropyOfMean(Tensor outputs)
    {
        var logMean = outputs.log_softmax(1).logsumexp(0) - Math.Log(outputs.shape[0]);
        return -(logMean.exp() * logMean).sum();
    }
}
