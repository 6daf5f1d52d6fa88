namespace AdaShift.Bench.Workloads;

/// <summary>
/// Theorem 5 and Lemma 4 by measurement: on equation 7, do large and small gradients have the same expected net update factor? For any
/// optimizer.
/// </summary>
/// <remarks>
/// The factors are <see cref="Zoo.Probes.NetUpdateFactor"/>'s. What AdaShift with n = 1 and β1 = 0 gives is Theorem 5's case: v independent
/// of g.
/// </remarks>
/// <param name="c">C, the large gradient.</param>
/// <param name="delta">δ, the mean gradient.</param>
/// <param name="settled">Steps before the first measured one.</param>
/// <param name="followed">Steps after the last.</param>
[Measurement("theorem5", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), Theorem 5")]
public sealed class Theorem5(
    [Interval("(0, 1e4]")] double c = 101,
    [Interval("(0, inf)")] double delta = 0.02,
    [Interval("[0, 1e6]")] int settled = 4_000,
    [Interval("[1, 1e6]")] int followed = 400) : Measurement
{
    public override Goal Goal => Goal.AtMost("theorem5/unevenness", 0.01);

    public override IReadOnlyList<Metric> Metrics { get; } =
    [
        new("theorem5/unevenness", "", Better.Lower, "|ln(k(C) / k(−1))| of the means so far: 0 when large and small count alike."),
        new("theorem5/k-large", "", Better.Higher, "Mean net update factor of gradients C."),
        new("theorem5/k-small", "", Better.Higher, "Mean net update factor of gradients −1."),
        new("theorem5/bias", "", Better.Higher, "k(C) / k(−1)."),
    ];

    public override string Description =>
        FormattableString.Invariant($"net update factors on the stochastic problem, C = {c}, δ = {delta}");

    public override IEnumerable<string> Validate() => OnlineProblem.ValidateStochastic(c, delta);

    public override IEnumerable<Evaluation> Measure(UpdateRule rule, RunContext run) =>
        new BiasedFactors(c, delta, settled, followed).Means(rule, run).Select(k => Evaluation.Of(
            ("theorem5/unevenness", Math.Abs(Math.Log(k.large / k.small))),
            ("theorem5/k-large", k.large),
            ("theorem5/k-small", k.small),
            ("theorem5/bias", k.large / k.small)));
}
