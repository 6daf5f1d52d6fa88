using AdaShift.Bench.Zoo.Gans;

namespace AdaShift.Bench.Workloads;

/// <summary>A GAN on a mixture of Gaussians in the plane: how many of its modes does the generator find?</summary>
/// <remarks>
/// The mixtures are those of Unrolled GANs (Metz et al. 2016, arXiv 1611.02163) and VEEGAN (Srivastava et al. 2017, arXiv 1705.07761),
/// with a larger deviation; nets and training are those of <c>toy-critic</c>.
/// </remarks>
/// <param name="mixture">Where the modes are.</param>
/// <param name="sigma">Standard deviation of a mode.</param>
/// <param name="objective">The critic's loss.</param>
/// <param name="form">The generator's loss.</param>
/// <param name="lipschitz">How the critic's slope is bounded.</param>
/// <param name="rho">ρ, the weight of the penalty.</param>
/// <param name="k">K, the target slope of gp, lp, max-gp-k and max-al.</param>
/// <param name="criticSteps">Critic steps per generator step.</param>
/// <param name="batch">Samples of each kind in a step of either player.</param>
/// <param name="average">Decay of the generator's moving average, which is evaluated.</param>
/// <param name="width">Units of a hidden layer of both nets, which have three.</param>
[Workload("toy-gan", Source = "Metz et al. 2016 (arXiv 1611.02163); Zhou et al. 2019 (arXiv 1902.05687)")]
public sealed class ToyGan(
    ToyMixture mixture = ToyMixture.Ring,
    [Interval("(0, inf)")] double sigma = 0.05,
    GanObjective objective = GanObjective.Wgan,
    GeneratorForm form = GeneratorForm.Linear,
    Lipschitz lipschitz = Lipschitz.MaxGp,
    [Interval("(0, inf)")] double rho = 1,
    [Interval("(0, inf)")] double k = 1,
    [Interval("[1, 100]")] int criticSteps = 5,
    [Interval("[1, 65536]")] int batch = 64,
    [Interval("[0, 1)")] double average = 0.99,
    [Interval("[1, 4096]")] int width = 64) : Workload
{
    const int Latent = 8;
    const int Depth = 3;
    const double Clip = 0.01;

    public override Goal Goal => Goal.AtMost("samples/wasserstein", 0.3);

    public override IReadOnlyList<Metric> Metrics => ToyGanTrial.Metrics;

    public override IReadOnlyList<string> Players => [GanTrial.Critic, GanTrial.Generator];

    public override string Description => FormattableString.Invariant(
        $"{(mixture == ToyMixture.Ring ? "8 modes on a ring" : "25 modes on a grid")}, σ = {sigma}, MLPs of {Depth} × {width}, ")
        + FormattableString.Invariant($"{criticSteps} critic steps per generator step, batch {batch}");

    public override Trial Open(RunContext run)
    {
        var critic = new MlpCritic(2, width, Depth, powerIterations: lipschitz == Lipschitz.Sn ? 1 : 0);
        var settings = new GanSettings(
            objective, form, LipschitzTerm.Create(lipschitz, rho, k, Clip, kept: batch / 2), criticSteps, batch, average);
        return new ToyGanTrial(run, settings, new(mixture, sigma), Latent, critic, Generator(), Generator());
    }

    MlpGenerator Generator() => new(Latent, 2, width, Depth);
}
