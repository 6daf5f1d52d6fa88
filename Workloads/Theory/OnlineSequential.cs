namespace AdaShift.Bench.Workloads;

/// <summary>
/// The sequential counter-example: f_t(θ) = Cθ at the first step of every d, else −θ. An epoch's gradients sum to C − (d−1) &gt; 0, so θ
/// should fall. The same at every seed.
/// </summary>
/// <remarks>
/// Reddi et al.'s own example is <c>online-sequential[c=101,d=101,scale=10,bound=1]</c> (1010x, then 100 times −10x, with x in [−1, 1])
/// with <c>decays=true</c>.
/// </remarks>
/// <param name="c">C, the large gradient.</param>
/// <param name="d">Steps in an epoch.</param>
/// <param name="scale">Multiplies every gradient.</param>
/// <param name="bound">
/// θ is projected on [−bound, bound] after each step; inf for no bound. With one, the average regret is recorded.
/// </param>
/// <param name="decays">The t-th step is divided by √t.</param>
/// <param name="block">Online steps in a reading.</param>
/// <param name="moments">Steps that fill the moments before the first; θ stays 0.</param>
[Measurement("online-sequential", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), equation 6; Reddi et al., ICLR 2018, theorem 1")]
public sealed class OnlineSequential(
    [Interval("(0, inf)")] double c = 6,
    [Interval("[2, 1e6]")] int d = 6,
    [Interval("(0, inf)")] double scale = 1,
    [Interval("(0, inf]")] double bound = double.PositiveInfinity,
    bool decays = false,
    [Interval("[1, 1e7]")] long block = 1_000,
    [Interval("[0, 1e9]")] long moments = 0) : Measurement
{
    public override Goal Goal => double.IsFinite(bound) ? Goal.AtMost("online/theta", -0.99 * bound) : Goal.AtMost("online/theta", -1);

    public override IReadOnlyList<Metric> Metrics => OnlineWalk.Metrics(double.IsFinite(bound));

    public override string Description => FormattableString.Invariant(
        $"f(θ) = {scale * c}θ at every {d}th step, else −{scale}θ, |θ| ≤ {bound}; {block:N0} online steps a reading");

    public override bool UsesSeed => false;

    public override IEnumerable<string> Validate() => OnlineProblem.ValidateSequential(c, d);

    public override IEnumerable<Evaluation> Measure(UpdateRule rule, RunContext run) =>
        new OnlineWalk(OnlineProblem.Sequential(c, d, scale, bound), block, moments, decays).Readings(rule);
}
