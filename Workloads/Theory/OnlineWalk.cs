using AdaShift.Bench.Optim;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>Walks a rule along an <see cref="OnlineProblem"/>; a reading is a block of online steps.</summary>
/// <remarks>The gradients do not depend on θ, so a rule with an accelerator takes a block in one call.</remarks>
/// <param name="problem">The costs.</param>
/// <param name="block">Online steps in a reading.</param>
/// <param name="moments">Online steps before the first, which leave θ at 0 and only fill the rule's moments.</param>
/// <param name="decays">The t-th step is divided by √t, as in Reddi et al.; the steps that fill the moments count.</param>
sealed class OnlineWalk(OnlineProblem problem, long block, long moments, bool decays = false)
{
    /// <summary>What it records.</summary>
    public static IReadOnlyList<Metric> Metrics(bool bounded) =>
    [
        new("online/theta", "", Better.Lower, "θ. It starts at 0; the costs go down where θ goes down."),
        new("online/cost", "", Better.Lower, "Mean cost f_t(θ_t) of the online steps of the latest reading."),
        .. bounded ? [Regret] : Array.Empty<Metric>(),
    ];

    static Metric Regret { get; } = new(
        "online/regret", "", Better.Lower, "Average regret R(T)/T: mean cost so far minus that of the best fixed θ.");

    public IEnumerable<Evaluation> Readings(UpdateRule rule)
    {
        using var theta = new Parameter(zeros(1, dtype: ScalarType.Float64).DetachFromDisposeScope());
        using var optimizer = rule.For([theta]);
        FillMoments(optimizer);
        var regret = 0.0;
        for (var done = moments; ; done += block)
        {
            var (cost, best) = Costs(optimizer, done);
            regret += block * (cost - best);
            yield return Evaluation.Of(Metrics(optimizer, cost, regret / (done + block - moments)));
        }
    }

    IEnumerable<(string metric, double value)> Metrics(RuleOptimizer optimizer, double cost, double regret)
    {
        // A state that overflows may leave θ where it is, at a finite number that says nothing.
        yield return ("online/theta", optimizer.NotFinite is null ? optimizer.Slots[0].Theta.item<double>() : double.NaN);
        yield return ("online/cost", cost);
        if (double.IsFinite(problem.Bound)) yield return ("online/regret", regret);
    }

    /// <returns>The means of f_t(θ_t) and of f_t at the best θ, over one block.</returns>
    (double cost, double best) Costs(RuleOptimizer optimizer, long done)
    {
        var before = optimizer.Slots[0].Theta.detach().clone();
        var gradients = problem.Gradients(done, block);
        var visited = cat([before.reshape(1, 1), Walk(optimizer, gradients).slice(0, 0, block - 1, 1)], 0); // the θ_t at which f_t is paid
        return ((visited * gradients).mean().item<double>(), gradients.mean().item<double>() * problem.Best);
    }

    /// <summary>Linear costs have the same gradients everywhere: it comes to the same whether θ rests, or moves and is put back.</summary>
    void FillMoments(RuleOptimizer optimizer)
    {
        for (long filled = 0; filled < moments; filled += block)
            Walk(optimizer, problem.Gradients(filled, Math.Min(block, moments - filled)));
        optimizer.Slots[0].Theta.zero_();
    }

    /// <returns>[K, 1]: θ after each step.</returns>
    Tensor Walk(RuleOptimizer optimizer, Tensor gradients)
    {
        var first = optimizer.Steps + 1;
        return optimizer.Advance(gradients, new()
        {
            Low = -problem.Bound,
            High = problem.Bound,
            Factor = decays ? k => 1 / Math.Sqrt(first + k) : null,
        });
    }
}
