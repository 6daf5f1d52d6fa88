using AdaShift.Bench.Datasets;
using AdaShift.Bench.Records;
using AdaShift.Bench.Zoo.Gans;

namespace AdaShift.Bench.Workloads;

/// <summary>
/// A WGAN critic against a generator that keeps its random initialisation: the first half of training a GAN, with an answer that does not
/// move. The critic minimises E φ(f(x̃)) + E φ(−f(x)) plus a Lipschitz term, x real and x̃ generated.
/// </summary>
/// <remarks>
/// The defaults are the text's loss: WGAN-GP, E f(x̃) − E f(x) + 10 E(‖∇f‖ − 1)² (Gulrajani et al. 2017). The authors' released code has
/// another one for the same figure, −log σ plus a linear term with MaxGP:
/// <c>objective=log-sigmoid-linear,lipschitz=max-gp,rho=0.1,kept=32,renew-every=5</c>. The rest, on which the text is silent, is the
/// released code's: the nets, z uniform on the unit sphere in R^100, batch 64, five critic steps per training step ("iteration"). Both
/// nets have 128 channels and 32×32 images there; the defaults here are smaller.
/// </remarks>
/// <param name="objective">φ.</param>
/// <param name="lipschitz">What bounds the critic's slope.</param>
/// <param name="rho">ρ, the weight of a penalty: 10 in WGAN-GP, 0.1 in the released code.</param>
/// <param name="k">K, the target slope of gp, lp, max-gp-k and max-al.</param>
/// <param name="clip">c of weight clipping, on the stored weights, which start with a standard deviation of 0.01.</param>
/// <param name="kept">For max-gp, max-gp-k and max-al: how many points of a penalty batch are the steepest of an earlier one.</param>
/// <param name="renewEvery">Critic steps between choices of those points.</param>
/// <param name="data">The real images.</param>
/// <param name="side">Height and width of the images, in pixels.</param>
/// <param name="width">Channels of every hidden image, in both nets.</param>
/// <param name="batch">Real images, and as many generated ones, in a critic step.</param>
/// <param name="criticSteps">Critic steps in a training step.</param>
[Workload("wgan-critic", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), section 5.5, Figure 7a, Table 7")]
public sealed class WganCritic(
    GanObjective objective = GanObjective.Wgan,
    Lipschitz lipschitz = Lipschitz.Gp,
    [Interval("(0, inf)")] double rho = 10,
    [Interval("(0, inf)")] double k = 1,
    [Interval("(0, inf)")] double clip = 0.01,
    [Interval("[0, 65535]")] int kept = 0,
    [Interval("[1, 1e9]")] int renewEvery = 1,
    GanData data = GanData.Clipart,
    [Interval("[4, 64]")] int side = 16,
    [Interval("[1, 4096]")] int width = 16,
    [Interval("[1, 65536]")] int batch = 64,
    [Interval("[1, 1e6]")] int criticSteps = 5) : Workload
{
    /// <summary>The only player: the generator is not trained.</summary>
    public const string Critic = "critic";

    /// <summary>Of spectral normalisation, per critic step; the released code's.</summary>
    const int PowerIterations = 3;

    /// <summary>
    /// Wasserstein distance of the two sets of images, per pixel of <c>side</c>, that the goal asks for: below that of clip art at 16×16
    /// pixels. The distance itself depends on the generator, so on the seed.
    /// </summary>
    const double Distance = 17 / 16.0;

    /// <summary>For objectives that are 2 or 2 log 2 while the critic tells nothing, and 0 at best.</summary>
    const double Decided = 0.5;

    /// <summary>The optimal loss if the Wasserstein distance were 17 for 16×16 pixels, 34 for 32×32.</summary>
    public override Goal Goal => Goal.AtMost(
        "test/loss", objective is GanObjective.Wgan or GanObjective.LogSigmoidLinear ? LowestLoss(Distance * side) : Decided);

    public override IReadOnlyList<Metric> Metrics { get; } = WganCriticTrial.Metrics(criticSteps);

    public override IReadOnlyList<string> Datasets => [data.Dataset()];

    public override IReadOnlyList<string> Players => [Critic];

    public override string Description => FormattableString.Invariant(
        $"{data.Title()} {side}×{side}, {LossText}, residual nets of width {width}, batch {batch}, {criticSteps} critic steps per ") +
        "training step, generator fixed as initialised";

    string LossText => $"objective {KebabCase.Of(objective.ToString())}, Lipschitz term {TermText}";

    string TermText => KebabCase.Of(lipschitz.ToString()) + lipschitz switch
    {
        Lipschitz.None or Lipschitz.Sn => "",
        Lipschitz.WeightClipping => FormattableString.Invariant($" (c = {clip:G6})"),
        Lipschitz.Cp or Lipschitz.MaxGp => FormattableString.Invariant($" (ρ = {rho:G6})"),
        _ => FormattableString.Invariant($" (ρ = {rho:G6}, K = {k:G6})"),
    };

    bool KeepsPoints => lipschitz is Lipschitz.MaxGp or Lipschitz.MaxGpK or Lipschitz.MaxAl;

    public override IEnumerable<string> Validate()
    {
        var sides = data.Sides();
        if (!sides.Contains(side))
            yield return $"side = {side} is none of the sides that {data.Dataset()} can have: {string.Join(", ", sides)}; " +
                $"nearest: {sides.MinBy(allowed => Math.Abs(allowed - side))}";
        if (batch > data.TrainCount())
            yield return $"batch = {batch} is more than the {data.TrainCount()} training images of {data.Dataset()}; " +
                "allowed: at most as many";
        if (kept > 0 && !KeepsPoints)
            yield return $"kept = {kept} has no effect with lipschitz = {KebabCase.Of(lipschitz.ToString())}; " +
                "allowed: 0, or lipschitz = max-gp, max-gp-k or max-al";
        else if (kept >= batch)
            yield return $"kept = {kept} leaves no fresh point in a penalty batch of {batch}; allowed: 0 to {batch - 1}, or a larger batch";
    }

    public override Trial Open(RunContext run)
    {
        RealImages images;
        using (run.Clock.Enter(Phase.Data))
        {
            var (train, test) = data.Load(new DataStore(run.DataRoot), side);
            images = new(run, train, test, side, batch);
        }

        return Open(run, images);
    }

    /// <param name="images">Taken over.</param>
    internal Trial Open(RunContext run, RealImages images)
    {
        // Before the critic, so that the generator depends on its seed and size alone.
        var generator = new ResidualGenerator(side, images.Channels, width, WganCriticTrial.Latent);
        var critic = new ResidualCritic(
            side, images.Channels, width, powerIterations: lipschitz == Lipschitz.Sn ? PowerIterations : 0);
        return new WganCriticTrial(run, images, generator, critic, new(objective, Term(kept), Term(kept: 0)), criticSteps);
    }

    /// <summary>The minimum over s of −W s plus the penalty of slope s.</summary>
    double LowestLoss(double w) => lipschitz switch
    {
        Lipschitz.Cp or Lipschitz.MaxGp => -w * w / (4 * rho),
        Lipschitz.Gp or Lipschitz.Lp or Lipschitz.MaxGpK => (-w * k) - (w * w / (4 * rho)),
        Lipschitz.MaxAl => -w * k,
        _ => -w,
    };

    LipschitzTerm Term(int kept) => LipschitzTerm.Create(lipschitz, rho, k, clip, kept, renewEvery);
}
