using AdaShift.Bench.Records;
using AdaShift.Bench.Zoo.Gans;

namespace AdaShift.Bench.Workloads;

/// <summary>A GAN on MNIST, with or without class labels.</summary>
/// <remarks>
/// The nets are those of Figure 7a in AdaShift's released code for 28 pixels and one channel, narrow enough for a CPU. The sources used
/// CIFAR-10 and larger nets.
/// </remarks>
/// <param name="label">How the class labels take part; with labels, <c>objective</c> and <c>form</c> have no effect.</param>
/// <param name="objective">The critic's loss without labels.</param>
/// <param name="form">The generator's loss without labels.</param>
/// <param name="lipschitz">How the slope of the critic's real logit is bounded.</param>
/// <param name="rho">ρ, the weight of the penalty.</param>
/// <param name="k">K, the target slope of gp, lp, max-gp-k and max-al.</param>
/// <param name="criticSteps">Critic steps per generator step.</param>
/// <param name="batch">Images of each kind in a step of either player.</param>
/// <param name="average">Decay of the generator's moving average, which is evaluated.</param>
/// <param name="width">Channels of every hidden image of both nets.</param>
[Workload("mnist-gan", Source = "Zhou et al. 2018, AM-GANs (arXiv 1703.02000); Zhou et al. 2019, LGANs (arXiv 1902.05687)")]
public sealed class MnistGan(
    LabelObjective label = LabelObjective.None,
    GanObjective objective = GanObjective.Vanilla,
    GeneratorForm form = GeneratorForm.Phi,
    Lipschitz lipschitz = Lipschitz.MaxGp,
    [Interval("(0, inf)")] double rho = 1,
    [Interval("(0, inf)")] double k = 1,
    [Interval("[1, 100]")] int criticSteps = 1,
    [Interval("[2, 60000]")] int batch = 32,
    [Interval("[0, 1)")] double average = 0.99,
    [Interval("[1, 1024]")] int width = 8) : Workload
{
    const int Latent = 64;
    const double Clip = 0.01;

    public override Goal Goal => Goal.AtMost("classifier/fid", 100);

    public override IReadOnlyList<Metric> Metrics => MnistGanTrial.Metrics;

    public override IReadOnlyList<string> Datasets => [MnistSplit.Dataset];

    public override IReadOnlyList<string> Players => [GanTrial.Critic, GanTrial.Generator];

    public override string Description => FormattableString.Invariant(
        $"MNIST, residual nets of width {width}, {Losses}, {criticSteps} critic steps per generator step, batch {batch}");

    string Losses => label == LabelObjective.None ? KebabCase.Of($"{objective}") : KebabCase.Of($"{label}");

    public override Trial Open(RunContext run)
    {
        var critic = new ResidualCritic(
            DigitImages.Side, 1, width, powerIterations: lipschitz == Lipschitz.Sn ? 1 : 0,
            outputs: label.Outputs(MnistClassifier.Classes));
        var settings = new GanSettings(
            objective, form, LipschitzTerm.Create(lipschitz, rho, k, Clip, kept: batch / 2), criticSteps, batch, average);
        return new MnistGanTrial(run, settings, label, Latent, critic, Generator(), Generator());
    }

    ResidualGenerator Generator() =>
        new(DigitImages.Side, 1, width, Latent + (label.IsConditional() ? MnistClassifier.Classes : 0));
}
