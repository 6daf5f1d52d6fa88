using AdaShift.Bench.Zoo.Gans;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>What the full GAN workloads share.</summary>
/// <param name="Objective">The critic's loss.</param>
/// <param name="Form">The generator's loss.</param>
/// <param name="Lipschitz">Bounds the critic's slope.</param>
/// <param name="CriticSteps">Per step of the generator.</param>
/// <param name="Batch">Samples of each kind in a step of either player.</param>
/// <param name="Decay">Of the generator's moving average, which evaluations use; 0 for the generator itself.</param>
sealed record GanSettings(
    GanObjective Objective, GeneratorForm Form, LipschitzTerm Lipschitz, int CriticSteps, int Batch, double Decay);

/// <summary>Samples, with a class each where there are classes.</summary>
/// <param name="Values">[B, ...].</param>
/// <param name="Labels">[B] int64, or null.</param>
readonly record struct Samples(Tensor Values, Tensor? Labels = null);

/// <summary>
/// Trains a critic and a generator: a training step is <see cref="GanSettings.CriticSteps"/> steps of the critic, then one of the
/// generator.
/// </summary>
abstract class GanTrial : Trial
{
    public const string Critic = "critic";
    public const string Generator = "generator";

    readonly Generator interpolation;
    readonly nn.Module<Tensor, Tensor> critic, generator;

    /// <param name="critic">[B, ...] → [B], or [B, outputs] with <see cref="Score"/> overridden.</param>
    /// <param name="generator">[B,latent] → [B, ...].</param>
    /// <param name="average">Built like <paramref name="generator"/>.</param>
    protected GanTrial(
        RunContext run, GanSettings settings, nn.Module<Tensor, Tensor> critic, nn.Module<Tensor, Tensor> generator,
        nn.Module<Tensor, Tensor> average)
        : base(run)
    {
        Settings = settings;
        this.critic = AddPlayer(Critic, critic);
        this.generator = AddPlayer(Generator, generator);
        Average = AddFrozen("average", average);
        Follow(average, generator, decay: 0);
        Own(settings.Lipschitz);
        Keep("lipschitz", settings.Lipschitz.Save, settings.Lipschitz.Load);
        interpolation = Keep("interpolation", new Generator((ulong)run.SeedFor("interpolation")));
    }

    /// <summary>What a training step logs.</summary>
    public static IReadOnlyList<Metric> StepMetrics { get; } =
    [
        new("batch/critic-loss", "", Better.Lower, "Mean of the critic's losses, penalty included, since the last evaluation."),
        new("batch/generator-loss", "", Better.Lower, "Mean of the generator's losses since the last evaluation."),
    ];

    protected GanSettings Settings { get; }

    /// <summary>A moving average of the generator's parameters.</summary>
    protected nn.Module<Tensor, Tensor> Average { get; }

    /// <summary>The number that a critic gives a sample, [B, ...] → [B]. The Lipschitz term bounds its slope.</summary>
    protected virtual nn.Module<Tensor, Tensor> Score => critic;

    public override void TrainStep(StepLog log)
    {
        for (var step = 0; step < Settings.CriticSteps; step++) StepCritic(log);
        StepGenerator(log);
        Follow(Average, generator, Settings.Decay);
    }

    /// <returns>The next batch of real samples.</returns>
    protected abstract Samples NextReal();

    /// <returns>The generator's next input, [B,latent], with the classes that it is given.</returns>
    protected abstract Samples NextNoise();

    /// <param name="real">The critic's outputs for real samples, with their classes.</param>
    /// <param name="fake">The critic's outputs for generated samples, with the classes that the generator was given.</param>
    protected virtual Tensor CriticLoss(Samples real, Samples fake) => Settings.Objective.CriticLoss(real.Values, fake.Values);

    /// <param name="fake">The critic's outputs for generated samples, with the classes that the generator was given.</param>
    protected virtual Tensor GeneratorLoss(Samples fake) => Settings.Objective.GeneratorLoss(fake.Values, Settings.Form);

    void StepCritic(StepLog log)
    {
        using var _ = Run.Clock.EnterPart(Critic);
        var player = Players[0];
        player.ZeroGrad();
        var (real, fake) = (NextReal(), Generate());
        var loss = CriticLoss(Judge(real), Judge(fake)) + Settings.Lipschitz.Penalty(Score, real.Values, fake.Values, interpolation);
        loss.backward();
        log.Loss("batch/critic-loss", loss);
        player.Step();
        Settings.Lipschitz.AfterStep(critic);
    }

    void StepGenerator(StepLog log)
    {
        using var _ = Run.Clock.EnterPart(Generator);
        var player = Players[1];
        player.ZeroGrad();
        var noise = NextNoise();
        var loss = GeneratorLoss(new(critic.call(generator.call(noise.Values)), noise.Labels));
        loss.backward(); // also into the critic, whose gradients its next step forgets
        log.Loss("batch/generator-loss", loss);
        player.Step();
    }

    Samples Judge(Samples samples) => samples with { Values = critic.call(samples.Values) };

    /// <summary>Without the generator's graph.</summary>
    Samples Generate()
    {
        using var unrecorded = no_grad();
        var noise = NextNoise();
        return noise with { Values = generator.call(noise.Values) };
    }

    /// <summary>average ← decay · average + (1 − decay) · generator, for every parameter.</summary>
    static void Follow(nn.Module average, nn.Module generator, double decay)
    {
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (slow, fast) in average.parameters().Zip(generator.parameters())) slow.mul_(decay).add_(fast, alpha: 1 - decay);
    }
}
