using AdaShift.Bench.Zoo.Gans;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>The loss that a critic minimises.</summary>
/// <param name="Term">Of training; it may remember points and a multiplier.</param>
/// <param name="HeldOutTerm">The same without memory, for the held-out samples.</param>
sealed record CriticLoss(GanObjective Objective, LipschitzTerm Term, LipschitzTerm HeldOutTerm);

/// <summary>Trains a critic on real images and those of a fixed generator; measures it on held-out ones of both.</summary>
/// <remarks>
/// Real batches, z and the interpolation's numbers each have a random stream of their own, drawn on the CPU: they depend on the seed alone,
/// so that every optimizer of a seed sees the same samples.
/// </remarks>
sealed class WganCriticTrial : Trial
{
    /// <summary>Dimensions of z.</summary>
    public const int Latent = 100;

    readonly RealImages images;
    readonly nn.Module<Tensor, Tensor> generator;
    readonly nn.Module<Tensor, Tensor> critic;
    readonly CriticLoss loss;
    readonly int criticSteps;
    readonly Generator noise; // z
    readonly Generator shares; // e of x̂ = e x + (1 − e) x̃
    readonly Tensor heldOutFake; // [128, C, side, side]

    public WganCriticTrial(
        RunContext run,
        RealImages images,
        nn.Module<Tensor, Tensor> generator,
        nn.Module<Tensor, Tensor> critic,
        CriticLoss loss,
        int criticSteps)
        : base(run)
    {
        (this.images, this.loss, this.criticSteps) = (Own(images), loss, criticSteps);
        this.generator = AddFrozen("generator", generator);
        this.critic = AddPlayer(WganCritic.Critic, critic);
        Keep("batches", () => images.Position, position => images.Position = position);
        noise = Keep("noise", Stream("noise"));
        shares = Keep("interpolation", Stream("interpolation"));
        Keep("lipschitz", Own(loss.Term).Save, loss.Term.Load);
        Own(loss.HeldOutTerm);
        heldOutFake = Own(HeldOutFake());
    }

    /// <summary>What it records, in the order a report shows it.</summary>
    public static IReadOnlyList<Metric> Metrics(int criticSteps) =>
    [
        new("batch/loss", "", Better.Lower,
            $"The critic's loss, objective plus penalty: mean over the critic steps since the last evaluation ({criticSteps} per step)."),
        new("batch/penalty", "", Better.Lower, "The penalty's part of batch/loss."),
        new("test/loss", "", Better.Lower, $"Objective plus penalty on {HeldOut}, at θ."),
        new("test/objective", "", Better.Lower, $"E φ(f(x̃)) + E φ(−f(x)) on {HeldOut}, at θ."),
        new("test/penalty", "", Better.Lower, "The Lipschitz term at fixed random interpolates of those images, at θ."),
        new("test/wasserstein", "", Better.Higher, "E f(x) − E f(x̃) on those images: for a critic of slope 1, the Wasserstein estimate."),
        new("test/largest-slope", "", Better.Lower, "Largest ‖∇f‖ at those interpolates."),
        new("test/mean-slope", "", Better.Lower, "Mean ‖∇f‖ at those interpolates."),
    ];

    static string HeldOut => $"{RealImages.HeldOutCount} fixed test images x and as many generated x̃";

    public override void TrainStep(StepLog log)
    {
        for (var i = 0; i < criticSteps; i++)
        {
            using var scope = NewDisposeScope(); // a graph is freed before the next is built
            CriticStep(log);
        }
    }

    public override void Evaluate(EvaluationBuilder evaluation)
    {
        var (real, fake) = (images.HeldOut, heldOutFake);
        var (ofReal, ofFake) = Outputs(real, fake);
        var objective = Number(loss.Objective.CriticLoss(ofReal, ofFake));
        var penalty = Number(OnHeldOut(same => loss.HeldOutTerm.Penalty(critic, real, fake, same)));
        var slopes = OnHeldOut(same => Slopes.Of(critic, Interpolates.Between(real, fake, same))).detach();
        evaluation
            .Add("test/loss", objective + penalty)
            .Add("test/objective", objective)
            .Add("test/penalty", penalty)
            .Add("test/wasserstein", Number(ofReal.mean() - ofFake.mean()))
            .Add("test/largest-slope", Number(slopes.max()))
            .Add("test/mean-slope", Number(slopes.mean()));
    }

    /// <returns>The next real and generated samples, [B, C, side, side].</returns>
    internal (Tensor real, Tensor fake) NextBatch()
    {
        Tensor real;
        using (Run.Clock.Enter(Phase.Data)) real = images.Next();
        return (real, Fake(real.shape[0], noise));
    }

    void CriticStep(StepLog log)
    {
        var (real, fake) = NextBatch();
        Players[0].ZeroGrad();
        var (ofReal, ofFake) = Outputs(real, fake);
        var penalty = loss.Term.Penalty(critic, real, fake, shares);
        var total = loss.Objective.CriticLoss(ofReal, ofFake) + penalty;
        total.backward();
        log.Loss("batch/loss", total);
        log.Value("batch/penalty", penalty);
        Players[0].Step();
        loss.Term.AfterStep(critic);
    }

    /// <returns>f(x) and f(x̃), [B] each, by one pass.</returns>
    (Tensor ofReal, Tensor ofFake) Outputs(Tensor real, Tensor fake)
    {
        var outputs = critic.call(cat([real, fake])).chunk(2);
        return (outputs[0], outputs[1]);
    }

    Tensor Fake(long count, Generator source)
    {
        using var unrecorded = no_grad();
        return generator.call(UnitSphere.Draw(count, Latent, source, Run.Device));
    }

    Tensor HeldOutFake()
    {
        using var scope = NewDisposeScope();
        using var source = Stream("held-out noise");
        return Fake(images.HeldOut.shape[0], source).DetachFromDisposeScope();
    }

    /// <summary>Gives the same random numbers every time.</summary>
    T OnHeldOut<T>(Func<Generator, T> measure)
    {
        using var same = Stream("held-out interpolation");
        return measure(same);
    }

    Generator Stream(string purpose) => new((ulong)Run.SeedFor(purpose));

    static double Number(Tensor scalar) => scalar.to(ScalarType.Float64).item<double>();
}
