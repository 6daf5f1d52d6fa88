using AdaShift.Bench.Datasets;
using AdaShift.Bench.Zoo.Gans;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>A GAN on MNIST, evaluated by a classifier of its own and a sheet of samples.</summary>
sealed class MnistGanTrial : GanTrial
{
    const int Evaluated = 2_000;
    const int EvaluationBatch = 500;
    const int Rows = 8; // of the sheet, which has a column for each class

    readonly LabelObjective label;
    readonly int latent;
    readonly MnistClassifier classifier;
    readonly BatchStream batches;
    readonly Generator random;
    readonly Tensor noise; // [Evaluated,inputs], the same at each evaluation; the classes in turn
    readonly nn.Module<Tensor, Tensor>? realLogit;

    public MnistGanTrial(
        RunContext run, GanSettings settings, LabelObjective label, int latent, ResidualCritic critic, ResidualGenerator generator,
        ResidualGenerator average)
        : base(run, settings, critic, generator, average)
    {
        (this.label, this.latent) = (label, latent);
        var mnist = Mnist.Load(new DataStore(run.DataRoot), ScalarType.Byte);
        classifier = MnistClassifier.Trained(mnist, run.DataRoot);
        batches = mnist.Train.Batches(BatchPlan.Shuffled(mnist.Train.Count, settings.Batch, run.SeedFor("batches"), dropLast: true));
        Keep("batches", () => batches.Position, position => batches.Position = position);
        random = Keep("noise", new Generator((ulong)run.SeedFor("noise")));
        if (label != LabelObjective.None) realLogit = Own(new RealLogit(critic, label));
        noise = Own(EvaluationNoise());
    }

    public static IReadOnlyList<Metric> Metrics { get; } =
    [
        new("classifier/fid", "", Better.Lower,
            $"MNIST-classifier FID: Fréchet distance of {Evaluated:N0} generated digits and the test set, in the 64 features of a small " +
            "classifier that is trained for one epoch. Not comparable with an FID of Inception features."),
        new("classifier/score", "", Better.Higher,
            "exp E KL(p(y|x) ‖ p(y)) of that classifier on generated digits, from 1 to 10. Not an Inception score."),
        new("classifier/am-score", "nats", Better.Lower, "E H(p(y|x)) + KL(p_train(y) ‖ p(y)) of that classifier on generated digits."),
        .. StepMetrics,
    ];

    protected override nn.Module<Tensor, Tensor> Score => realLogit ?? base.Score;

    public override void Evaluate(EvaluationBuilder evaluation)
    {
        var digits = cat([.. noise.split(EvaluationBatch).Select(part => Average.call(part))]).clamp(-1, 1).cpu();
        var (features, probabilities) = classifier.Judge(digits);
        evaluation
            .Add("classifier/fid", FrechetDistance.Between(features, classifier.TestFeatures))
            .Add("classifier/score", InceptionScore.Of(probabilities))
            .Add("classifier/am-score", AmScore.Of(probabilities, classifier.ClassShares))
            .Add("samples.png", DigitImages.Png(digits.narrow(0, 0, Rows * MnistClassifier.Classes), Rows, MnistClassifier.Classes));
    }

    protected override Samples NextReal()
    {
        using var _ = Run.Clock.Enter(Phase.Data);
        var (images, labels) = batches.Next();
        return new(DigitImages.Scaled(images).to(Run.Device), labels.to(Run.Device));
    }

    protected override Samples NextNoise()
    {
        var z = UnitSphere.Draw(Settings.Batch, latent, random);
        return Input(z, randint(MnistClassifier.Classes, [Settings.Batch], dtype: ScalarType.Int64, generator: random));
    }

    protected override Tensor CriticLoss(Samples real, Samples fake) => label == LabelObjective.None
        ? base.CriticLoss(real, fake)
        : label.CriticLoss(real.Values, real.Labels!, fake.Values, fake.Labels);

    protected override Tensor GeneratorLoss(Samples fake) =>
        label == LabelObjective.None ? base.GeneratorLoss(fake) : label.GeneratorLoss(fake.Values, fake.Labels);

    Tensor EvaluationNoise()
    {
        using var scope = NewDisposeScope();
        using var fixedOnes = new Generator((ulong)Run.SeedFor("evaluation"));
        var classes = arange(Evaluated, dtype: ScalarType.Int64).remainder(MnistClassifier.Classes);
        return Input(UnitSphere.Draw(Evaluated, latent, fixedOnes), classes).Values.DetachFromDisposeScope();
    }

    /// <summary>z, and for a conditional generator the class, one of ten numbers being 1.</summary>
    Samples Input(Tensor z, Tensor classes) => label.IsConditional()
        ? new(cat([z, nn.functional.one_hot(classes, MnistClassifier.Classes).to(z.dtype)], 1).to(Run.Device), classes.to(Run.Device))
        : new(z.to(Run.Device));
}

/// <summary>A critic's one number for a sample: what the Lipschitz term sees of a critic with several outputs.</summary>
sealed class RealLogit(nn.Module<Tensor, Tensor> critic, LabelObjective label) : nn.Module<Tensor, Tensor>(nameof(RealLogit))
{
    public override Tensor forward(Tensor input) => label.RealLogit(critic.call(input));
}
