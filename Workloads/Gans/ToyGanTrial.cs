using AdaShift.Bench.Zoo.Gans;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>A GAN on a mixture in the plane, evaluated by the modes and the distance of its samples.</summary>
sealed class ToyGanTrial : GanTrial
{
    const int Evaluated = 2_500; // samples that the modes are counted in
    const int Compared = 500; // samples of each kind that the exact distance is of
    const int Drawn = 64; // generated samples in the picture
    const int RealDrawn = 200;

    readonly GaussianMixture mixture;
    readonly MlpCritic critic;
    readonly int latent;
    readonly Generator random;
    readonly Tensor noise; // [Evaluated,latent], the same at each evaluation
    readonly Tensor real; // [Compared,2]

    public ToyGanTrial(
        RunContext run, GanSettings settings, GaussianMixture mixture, int latent, MlpCritic critic, MlpGenerator generator,
        MlpGenerator average)
        : base(run, settings, critic, generator, average)
    {
        (this.mixture, this.latent, this.critic) = (mixture, latent, critic);
        random = Keep("samples", new Generator((ulong)run.SeedFor("samples")));
        using var fixedOnes = new Generator((ulong)run.SeedFor("evaluation"));
        noise = Own(UnitSphere.Draw(Evaluated, latent, fixedOnes, run.Device));
        real = Own(mixture.Draw(Compared, fixedOnes).to(run.Device));
    }

    public static IReadOnlyList<Metric> Metrics { get; } =
    [
        new("modes/covered", "modes", Better.Higher,
            $"Modes that a quarter or more of their share of {Evaluated:N0} generated samples lies within 3σ of."),
        new("samples/good", "fraction", Better.Higher, "Share of the generated samples within 3σ of a mode."),
        new("samples/wasserstein", "", Better.Lower,
            $"Exact Wasserstein-1 distance of {Compared} generated and {Compared} real samples; that of two real sets is above 0."),
        .. StepMetrics,
    ];

    public override void Evaluate(EvaluationBuilder evaluation)
    {
        var samples = Average.call(noise);
        var (good, covered) = mixture.Score(samples);
        var shown = samples.narrow(0, 0, Drawn);
        evaluation
            .Add("modes/covered", covered)
            .Add("samples/good", (double)good / Evaluated)
            .Add("samples/wasserstein", WassersteinDistance.Between(samples.narrow(0, 0, Compared), real))
            .AddText("samples.svg", CriticPicture.Draw(
                critic, real.narrow(0, 0, RealDrawn), shown, CriticPicture.Gradients(critic, shown)));
    }

    protected override Samples NextReal() => new(mixture.Draw(Settings.Batch, random).to(Run.Device));

    protected override Samples NextNoise() => new(UnitSphere.Draw(Settings.Batch, latent, random, Run.Device));
}
