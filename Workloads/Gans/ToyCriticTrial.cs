using AdaShift.Bench.Zoo.Gans;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>Trains a critic on a <see cref="CriticProblem"/> and compares it with the optimal one.</summary>
sealed class ToyCriticTrial : Trial
{
    public const string Critic = "critic";

    const int SlopePoints = 4096;

    readonly CriticProblem problem;
    readonly nn.Module<Tensor, Tensor> critic;
    readonly GanObjective objective;
    readonly LipschitzTerm lipschitz;
    readonly double k;
    readonly int batch;
    readonly Generator random;
    readonly Tensor between; // [SlopePoints,2], where the slope is evaluated

    public ToyCriticTrial(
        RunContext run, CriticProblem problem, MlpCritic critic, GanObjective objective, LipschitzTerm lipschitz, double k, int batch)
        : base(run)
    {
        (this.objective, this.k, this.batch) = (objective, k, batch);
        this.problem = Own(problem);
        this.critic = AddPlayer(Critic, critic);
        this.lipschitz = Own(lipschitz);
        Keep("lipschitz", lipschitz.Save, lipschitz.Load);
        random = Keep("samples", new Generator((ulong)run.SeedFor("samples")));
        between = Own(Between(problem, run));
    }

    public static IReadOnlyList<Metric> Metrics { get; } =
    [
        new("critic/optimality", "fraction", Better.Higher,
            "(E f(real) − E f(fake)) / (largest slope × W₁): 1 is optimal; no critic has more, if the largest slope was found."),
        new("critic/estimate", "fraction", Better.Higher,
            "(E f(real) − E f(fake)) / (K × W₁): the estimate of the Wasserstein distance over the exact one, which is 1."),
        new("critic/cosine", "", Better.Higher,
            "Mean cosine of the critic's gradient at a fake sample with the direction to its real partner: 1 is optimal."),
        new("slope/mean", "", Better.Lower, $"Mean ‖∇f‖ at {SlopePoints:N0} points between real and fake samples."),
        new("slope/largest", "", Better.Lower, "Largest ‖∇f‖ at those points and at the samples."),
        new("batch/loss", "", Better.Lower, "Mean of the critic's losses, penalty included, since the last evaluation."),
    ];

    public override void TrainStep(StepLog log)
    {
        Players[0].ZeroGrad();
        var (real, fake) = problem.Draw(batch, random);
        var loss = objective.CriticLoss(critic.call(real), critic.call(fake)) + lipschitz.Penalty(critic, real, fake, random);
        loss.backward();
        log.Loss("batch/loss", loss);
        Players[0].Step();
        lipschitz.AfterStep(critic);
    }

    public override void Evaluate(EvaluationBuilder evaluation)
    {
        var gradients = CriticPicture.Gradients(critic, problem.Fake);
        var slopes = Slopes.Of(critic, between).detach();
        var largest = new[] { slopes, Slopes.Of(critic, problem.Real), Slopes.Of(critic, problem.Fake) }.Max(s => s.max().item<float>());
        var gap = (critic.call(problem.Real).mean() - critic.call(problem.Fake).mean()).item<float>();
        var cosine = nn.functional.cosine_similarity(gradients, problem.Real - problem.Fake, dim: 1).mean().item<float>();
        evaluation
            .Add("critic/optimality", largest > 0 ? gap / (largest * problem.Distance) : 0)
            .Add("critic/estimate", gap / (k * problem.Distance))
            .Add("critic/cosine", cosine)
            .Add("slope/mean", slopes.mean().item<float>())
            .Add("slope/largest", largest)
            .AddText("critic.svg", CriticPicture.Draw(critic, problem.Real, problem.Fake, gradients));
    }

    /// <summary>Random points on lines between any real and any fake sample.</summary>
    static Tensor Between(CriticProblem problem, RunContext run)
    {
        using var scope = NewDisposeScope();
        using var draw = new Generator((ulong)run.SeedFor("slopes"));
        var (real, fake) = (Any(problem.Real), Any(problem.Fake));
        return (fake + (rand([SlopePoints, 1], generator: draw).to(run.Device) * (real - fake))).DetachFromDisposeScope();

        Tensor Any(Tensor samples) => samples.index_select(0, randint(samples.shape[0], [SlopePoints], generator: draw).to(run.Device));
    }
}
