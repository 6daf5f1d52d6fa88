namespace AdaShift.Bench.Workloads;

/// <summary>
/// The stochastic counter-example: f_t(θ) = Cθ with probability (1+δ)/(C+1), else −θ. The expected cost is δθ, so θ should fall; Adam,
/// whose rare large gradients count too little, lets it rise.
/// </summary>
/// <remarks>
/// As in the authors' script, 10,000 steps fill the moments before θ moves. The draws are the same for every block length and every
/// optimizer of a seed; with <c>draws=authors</c> they are those of the authors' script, which has one stream: Python's random numbers
/// from seed 1.
/// </remarks>
/// <param name="c">C, the large gradient.</param>
/// <param name="delta">δ, the mean gradient.</param>
/// <param name="block">Online steps in a reading.</param>
/// <param name="moments">Steps that fill the moments before the first; θ stays 0.</param>
/// <param name="draws">Whose random numbers.</param>
[Measurement("online-stochastic", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), equation 7; Reddi et al., ICLR 2018, theorem 3")]
public sealed class OnlineStochastic(
    [Interval("(0, inf)")] double c = 101,
    [Interval("(0, inf)")] double delta = 0.02,
    [Interval("[1, 1e7]")] long block = 1_000,
    [Interval("[0, 1e9]")] long moments = 10_000,
    StreamOfDraws draws = StreamOfDraws.Seeded) : Measurement
{
    /// <summary>What the authors' script calls random.seed with.</summary>
    const uint AuthorsSeed = 1;

    public override Goal Goal => Goal.AtMost("online/theta", -1);

    public override IReadOnlyList<Metric> Metrics => OnlineWalk.Metrics(bounded: false);

    public override string Description => FormattableString.Invariant(
        $"f(θ) = {c}θ with probability {(1 + delta) / (c + 1):G4}, else −θ; {block:N0} online steps a reading");

    public override bool UsesSeed => draws == StreamOfDraws.Seeded;

    public override IEnumerable<string> Validate() => OnlineProblem.ValidateStochastic(c, delta);

    public override IEnumerable<Evaluation> Measure(UpdateRule rule, RunContext run) =>
        new OnlineWalk(Problem(run), block, moments).Readings(rule);

    OnlineProblem Problem(RunContext run) => draws == StreamOfDraws.Seeded
        ? OnlineProblem.Stochastic(c, delta, run.SeedFor("gradients"))
        : OnlineProblem.Stochastic(c, delta, new PythonRandom(AuthorsSeed).Draw);
}

/// <summary>Where the draws of equation 7 come from.</summary>
public enum StreamOfDraws
{
    /// <summary>The run's seed.</summary>
    Seeded,

    /// <summary>The authors' script: the same at every seed.</summary>
    Authors,
}
