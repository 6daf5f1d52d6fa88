using AdaShift.Bench.Records;
using AdaShift.Bench.Zoo.Gans;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>A critic on points of the plane, against a fixed distribution of fake samples: the optimal critic is known.</summary>
/// <remarks>
/// The Wasserstein-1 distance W₁ is the largest E f(x) − E f(x̃) among critics of slope at most 1, divided by K for slope at most K. The
/// LGANs and MaxGP papers show such problems as pictures without their settings: sizes, batch and steps are ours.
/// </remarks>
/// <param name="problem">Which two distributions.</param>
/// <param name="objective">The critic's loss.</param>
/// <param name="lipschitz">How its slope is bounded.</param>
/// <param name="rho">ρ, the weight of the penalty.</param>
/// <param name="k">K, the target slope of gp, lp, max-gp-k and max-al.</param>
/// <param name="clip">The bound of weight-clipping.</param>
/// <param name="distance">Between the means of the real and the fake distribution.</param>
/// <param name="points">Evaluated samples of each distribution; for point-sets, all there are.</param>
/// <param name="batch">Samples of each distribution in a training step; for point-sets, a multiple of <c>points</c>.</param>
/// <param name="kept">
/// For the terms of the largest slope: how many points of the penalty batch are the steepest of the step before.
/// </param>
/// <param name="width">Units of a hidden layer.</param>
/// <param name="depth">Hidden layers.</param>
[Workload("toy-critic", Source = "Zhou et al. 2019, LGANs (arXiv 1902.05687) and MaxGP (arXiv 1904.01184)")]
public sealed class ToyCritic(
    ToyProblem problem = ToyProblem.PointSets,
    GanObjective objective = GanObjective.Wgan,
    Lipschitz lipschitz = Lipschitz.MaxGp,
    [Interval("(0, inf)")] double rho = 1,
    [Interval("(0, inf)")] double k = 1,
    [Interval("(0, inf)")] double clip = 0.01,
    [Interval("(0, inf)")] double distance = 2,
    [Interval("[2, 500]")] int points = 16,
    [Interval("[2, 65536]")] int batch = 64,
    [Interval("[0, 65535]")] int kept = 32,
    [Interval("[1, 4096]")] int width = 64,
    [Interval("[1, 16]")] int depth = 3) : Workload
{
    public override Goal Goal => Goal.AtLeast("critic/optimality", 0.95);

    public override IReadOnlyList<Metric> Metrics => ToyCriticTrial.Metrics;

    public override IReadOnlyList<string> Players => [ToyCriticTrial.Critic];

    public override string Description => FormattableString.Invariant(
        $"{Problem}, means {distance} apart, MLP critic of {depth} × {width}, objective {KebabCase.Of($"{objective}")}, {Term}");

    string Problem => problem == ToyProblem.Gaussians ? "two Gaussians of unit variance" : $"two sets of {points} points";

    string Term => lipschitz == Lipschitz.None
        ? "no Lipschitz term"
        : FormattableString.Invariant($"Lipschitz term {KebabCase.Of($"{lipschitz}")} (ρ = {rho}, K = {k})");

    int NearestBatch => Math.Max(1, (batch + (points / 2)) / points) * points;

    public override IEnumerable<string> Validate()
    {
        if (problem == ToyProblem.PointSets && batch % points != 0)
            yield return $"batch = {batch} is no multiple of points = {points}; nearest: {NearestBatch}.";
        if (kept >= batch) yield return $"kept = {kept} leaves no room in a batch of {batch}; allowed: 0 to {batch - 1}.";
    }

    public override Trial Open(RunContext run)
    {
        using var random = new Generator((ulong)run.SeedFor("points"));
        CriticProblem opened = problem == ToyProblem.Gaussians
            ? TwoGaussians.Create(distance, points, random, run.Device)
            : TwoPointSets.Create(distance, points, random, run.Device);
        return new ToyCriticTrial(
            run, opened, new MlpCritic(2, width, depth, powerIterations: lipschitz == Lipschitz.Sn ? 1 : 0), objective,
            LipschitzTerm.Create(lipschitz, rho, k, clip, kept), k, batch);
    }
}

/// <summary>Two distributions in the plane.</summary>
public enum ToyProblem
{
    /// <summary>Normal distributions of unit variance, with fresh samples in every step.</summary>
    Gaussians,

    /// <summary>Finite sets, drawn once from the two Gaussians.</summary>
    PointSets,
}
