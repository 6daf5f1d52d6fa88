using AdaShift.Bench.Zoo;

namespace AdaShift.Bench.Workloads;

/// <summary>
/// What β1 and β2 do to a rule on the counter-examples: the end of θ, or the critical C, over the (β1, β2) plane. For every optimizer
/// that has both.
/// </summary>
/// <remarks>
/// The rule is taken again at each point of a grid in [0, 1)², its other settings as they are. A reading adds one β1, that is one row: run
/// as many steps as <c>grid</c>; more change nothing. The paper gives d = C = 6 and 2,000 steps (Figure 8a), δ = 1 for
/// the stochastic problem, and C = d for the critical C of the sequential one. It does not say how many stochastic steps or streams; here
/// their mean is taken.
/// </remarks>
/// <param name="problem">Equation 6 or 7.</param>
/// <param name="show">θ at the end, or the smallest whole C from which on the direction is wrong.</param>
/// <param name="grid">Points along each β: 0, 1/grid, 2/grid, ….</param>
/// <param name="c">C when θ is shown.</param>
/// <param name="d">Steps in an epoch of equation 6 when θ is shown; the critical C has d = C.</param>
/// <param name="delta">δ of equation 7.</param>
/// <param name="steps">Online steps at each point.</param>
/// <param name="streams">Random streams at each point, for equation 7.</param>
/// <param name="largest">The largest C that is tried.</param>
[Measurement("beta-plane", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), appendix A, Figure 8")]
public sealed class BetaPlane(
    PlaneProblem problem = PlaneProblem.Sequential,
    PlaneValue show = PlaneValue.Theta,
    [Interval("[2, 1000]")] int grid = 50,
    [Interval("(0, inf)")] double c = 6,
    [Interval("[2, 1000]")] int d = 6,
    [Interval("(0, inf)")] double delta = 1,
    [Interval("[10, 1e7]")] int steps = 2_000,
    [Interval("[1, 1000]")] int streams = 4,
    [Interval("[3, 1000]")] int largest = 100) : Measurement
{
    public override Goal Goal => Goal.AtMost("plane/wrong-share", 0);

    public override bool UsesSeed => problem == PlaneProblem.Stochastic;

    public override IReadOnlyList<Metric> Metrics { get; } =
    [
        new("plane/wrong-share", "fraction", Better.Lower, show == PlaneValue.Theta
            ? "Share of the grid where θ ends above 0, on the wrong side, or is not finite."
            : "Share of the grid where some C up to the largest one tried sends θ the wrong way."),
        new("plane/median", "", show == PlaneValue.Theta ? Better.Lower : Better.Higher, show == PlaneValue.Theta
            ? "Median of the final θ over the grid; one that is not finite counts as infinite."
            : "Median critical C over the grid; where none was found, the largest one tried counts."),
        new("plane/rises", "fraction", Better.Higher,
            "Share of neighbours where the value does not fall with the larger β1 or β2; left out where there is no value at all."),
    ];

    public override string Description => FormattableString.Invariant(
        $"{What} over {grid} × {grid} values of β1 and β2, {Which} problem, {steps:N0} steps a point");

    string What => show == PlaneValue.Theta ? "final θ" : "critical C";

    string Which => problem == PlaneProblem.Sequential ? "sequential" : "stochastic";

    public override IEnumerable<string> Validate()
    {
        if (problem == PlaneProblem.Stochastic)
            return OnlineProblem.ValidateStochastic(show == PlaneValue.Theta ? c : CriticalC.Smallest, delta);
        if (show == PlaneValue.Theta) return OnlineProblem.ValidateSequential(c, d);
        var least = 4 * largest;
        return steps >= least ? []
            : [FormattableString.Invariant(
                $"steps = {steps} are fewer than four epochs of largest = {largest} steps; allowed: steps ≥ {least}")];
    }

    public override IEnumerable<Evaluation> Measure(UpdateRule rule, RunContext run)
    {
        var plane = new BetaGrid(grid, show, beyond: show == PlaneValue.Theta ? double.PositiveInfinity : largest);
        using var point = show == PlaneValue.Theta ? (PlanePoint)FinalThetas(run) : CriticalCs(run);
        while (!plane.IsFull)
        {
            plane.AddRow((beta1, beta2) => point.Of(IAdamFamily.Of(rule).WithBetas(beta1, beta2)));
            yield return plane.Evaluate();
        }
    }

    PlanePoint FinalThetas(RunContext run) => problem == PlaneProblem.Sequential
        ? new FinalTheta([OnlineProblem.Sequential(c, d)], steps)
        : new FinalTheta(Streams(run)(c), steps);

    PlanePoint CriticalCs(RunContext run)
    {
        if (problem == PlaneProblem.Sequential)
            return new CriticalC(c => [OnlineProblem.Sequential(c, c)], c => steps / c / 2 * c, largest);
        var streamsOf = Streams(run);
        return new CriticalC(c => streamsOf(c), _ => steps / 2, largest);
    }

    /// <returns>The streams of a C. Every C sees the same draws.</returns>
    Func<double, IReadOnlyList<OnlineProblem>> Streams(RunContext run)
    {
        var draws = Enumerable.Range(0, streams)
            .Select(s => OnlineProblem.Draws(run.SeedFor(FormattableString.Invariant($"stream {s}")), steps)).ToArray();
        return c => [.. draws.Select(draw => OnlineProblem.Stochastic(c, delta, draw))];
    }
}

/// <summary>Which counter-example.</summary>
public enum PlaneProblem
{
    /// <summary>Equation 6.</summary>
    Sequential,

    /// <summary>Equation 7.</summary>
    Stochastic,
}

/// <summary>What is shown of each point.</summary>
public enum PlaneValue
{
    /// <summary>θ at the end.</summary>
    Theta,

    /// <summary>The smallest whole C from which on θ goes the wrong way.</summary>
    CriticalC,
}
