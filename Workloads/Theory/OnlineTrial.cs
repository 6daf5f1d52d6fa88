using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>Walks along an <see cref="OnlineProblem"/>; one training step is a block of online steps.</summary>
sealed class OnlineTrial : Trial
{
    readonly OnlineProblem problem;
    readonly Point point;
    readonly long block;
    readonly long moments;
    long done;
    double regret;

    /// <param name="block">Online steps in a training step. With 1 each is an ordinary step: loss, backward, step.</param>
    /// <param name="moments">Online steps before the first, which leave θ at 0 and only fill the rule's moments.</param>
    public OnlineTrial(RunContext run, OnlineProblem problem, long block, long moments)
        : base(run)
    {
        (this.problem, this.block, this.moments) = (problem, block, moments);
        point = AddPlayer(Player.DefaultName, new Point());
        Keep("done", () => done, value => done = value);
        Keep("regret", to => to.Put("sum", regret), from => regret = from.GetNumber("sum"));
    }

    /// <summary>What it records.</summary>
    public static IReadOnlyList<Metric> Metrics(bool bounded) =>
    [
        new("online/theta", "", Better.Lower, "θ. It starts at 0; the costs go down where θ goes down."),
        new("batch/loss", "", Better.Lower, "Mean cost f_t(θ_t) of the online steps since the last evaluation."),
        .. bounded ? [Regret] : Array.Empty<Metric>(),
    ];

    static Metric Regret => new("online/regret", "", Better.Lower, "Average regret R(T)/T: cost so far over that of the best fixed θ.");

    public override long OptimizerSteps => block;

    public override long OptimizerStepsBefore => moments;

    public override void TrainStep(StepLog log)
    {
        if (done == 0 && moments > 0) FillMoments();
        using var before = point.Theta.detach().clone();
        using var gradients = problem.Gradients(done, block);
        using var thetas = Walk(gradients);
        using var visited = cat([before.reshape(1, 1), thetas.slice(0, 0, block - 1, 1)], 0); // the θ_t at which f_t is paid
        using var costs = visited * gradients;
        regret += (costs - (gradients * problem.Best)).sum().item<double>();
        done += block;
        log.Loss("batch/loss", costs.mean());
    }

    public override void Evaluate(EvaluationBuilder evaluation)
    {
        evaluation.Add("online/theta", point.Theta.item<double>());
        if (double.IsFinite(problem.Bound)) evaluation.Add("online/regret", done == 0 ? 0 : regret / (done - moments));
    }

    /// <summary>Linear costs have the same gradients everywhere: it comes to the same whether θ rests, or moves and is put back.</summary>
    void FillMoments()
    {
        for (long filled = 0; filled < moments; filled += block)
        {
            using var gradients = problem.Gradients(filled, Math.Min(block, moments - filled));
            Walk(gradients).Dispose();
        }

        using var unrecorded = no_grad();
        point.Theta.zero_();
        done = moments;
    }

    /// <returns>[K, 1]: θ after each step.</returns>
    Tensor Walk(Tensor gradients)
    {
        if (block > 1) return Players[0].Advance(gradients, -problem.Bound, problem.Bound);
        Players[0].ZeroGrad();
        using (var loss = (point.Theta * gradients[0]).sum()) loss.backward();
        Players[0].Step();
        using var unrecorded = no_grad();
        if (double.IsFinite(problem.Bound)) point.Theta.clamp_(-problem.Bound, problem.Bound);
        return point.Theta.detach().clone().reshape(1, 1);
    }
}
