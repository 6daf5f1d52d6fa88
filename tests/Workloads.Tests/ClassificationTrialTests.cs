using AdaShift.Bench.Datasets;
using AdaShift.Bench.Optim;
using AdaShift.Bench.Testing;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests;

/// <summary>On a model that hands its two inputs through as the logits, so that every loss is known.</summary>
public sealed class ClassificationTrialTests
{
    static readonly float ln3 = MathF.Log(3), ln9 = MathF.Log(9);

    [Fact]
    public void Train_and_test_each_have_the_loss_and_the_accuracy_of_their_own_examples()
    {
        // 2,003 to train: a full batch of an evaluation and three more. One in two is right, then three wrong ones.
        var train = Repeat([Right, Wrong], 1_000).Concat([Wrong, Wrong, Wrong]);

        var metrics = Evaluate([.. train], [SurelyRight, Right, Wrong]);

        metrics["train/accuracy"].ShouldBe(1_000 / 2_003.0);
        metrics["train/loss"].ShouldBe(((1_000 * Math.Log(4 / 3.0)) + (1_003 * Math.Log(4))) / 2_003, 1e-6);
        metrics["test/accuracy"].ShouldBe(2 / 3.0);
        metrics["test/loss"].ShouldBe((Math.Log(10 / 9.0) + Math.Log(4 / 3.0) + Math.Log(4)) / 3, 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2_000)]
    [InlineData(4_001)]
    public void All_right_is_an_accuracy_of_1(int count)
    {
        var metrics = Evaluate([.. Repeat([Right], count)], [.. Repeat([SurelyRight], count)]);

        metrics["train/accuracy"].ShouldBe(1);
        metrics["test/accuracy"].ShouldBe(1);
        metrics["train/loss"].ShouldBe(Math.Log(4 / 3.0), 1e-6);
        metrics["test/loss"].ShouldBe(Math.Log(10 / 9.0), 1e-6);
    }

    /// <summary>The last batch of an evaluation is short here: its examples weigh no more than the others.</summary>
    [Fact]
    public void Pictures_have_a_top_5_accuracy_and_at_the_end_some_mistakes()
    {
        using var scope = NewDisposeScope();
        // The logits of picture i rank class i highest, then i + 1, … (modulo 7); the true class is 0 for all.
        var pictures = new LabelledImages(
            tensor(Enumerable.Range(0, 7).SelectMany(i => Enumerable.Repeat((byte)i, 12)).ToArray(), [7, 3, 2, 2]),
            zeros(7, dtype: ScalarType.Int64));
        var data = new ClassificationData(new BatchStream(BatchPlan.InOrder(7, 7), pictures.Images, pictures.Labels), pictures, pictures)
        {
            Inputs = bytes => Ranked(bytes[.., 0, 0, 0]),
            Classes = ["a & b", "c", "d", "e", "f", "g", "h"],
            EvaluationBatch = 3,
        };
        using var trial = new ClassificationTrial(
            new() { Device = CPU, Seed = 0, DataRoot = "", Clock = new StoppedClock() }, data, new PassOn());
        using var unrecorded = no_grad();

        var (middle, last) = (new EvaluationBuilder(), new EvaluationBuilder { IsFinal = true });
        trial.Evaluate(middle);
        trial.Evaluate(last);

        middle.Build().Artefacts.ShouldBeEmpty();
        var evaluation = last.Build();
        evaluation.Metrics["test/accuracy"].ShouldBe(1 / 7.0, 1e-12);
        evaluation.Metrics["test/top-5"].ShouldBe(5 / 7.0, 1e-12); // 0, and 3 to 6, whose fifth or earlier class is 0
        var picture = System.Text.Encoding.UTF8.GetString(evaluation.Artefacts.Single().Content.Span);
        evaluation.Artefacts.Single().Name.ShouldBe("mistakes.svg");
        System.Xml.Linq.XDocument.Parse(picture).Root!.Elements().Count(e => e.Name.LocalName == "image").ShouldBe(6);
        picture.ShouldContain(">a &amp; b</text>");
    }

    /// <returns>[N, 7]: 7 for class i, 6 for i + 1, …</returns>
    static Tensor Ranked(Tensor first) =>
        7 - (arange(7).unsqueeze(0) - first.to(ScalarType.Int64).unsqueeze(1)).remainder(7).to(ScalarType.Float32);

    [Fact]
    public void A_training_step_takes_the_mean_loss_of_its_batch()
    {
        using var trial = Open([SurelyRight, Right, Wrong], [Right], batch: 3);
        using var scope = NewDisposeScope();

        trial.StepsPerEpoch.ShouldBe(1);
        trial.Loss().item<float>().ShouldBe((float)((Math.Log(10 / 9.0) + Math.Log(4 / 3.0) + Math.Log(4)) / 3), 1e-6f);
    }

    [Fact]
    public void It_is_evaluated_in_eval_mode_and_trained_in_train_mode()
    {
        using var trial = Open([Right], [Wrong], batch: 1);
        var model = (PassOn)trial.Players[0].Module;
        using var scope = NewDisposeScope();

        trial.Evaluate(new());
        trial.Loss();

        model.Training.ShouldBe([false, false, true]);
    }

    static Example Right => new(ln3, 0, 0); // probability 3/4
    static Example Wrong => new(ln3, 0, 1); // 1/4
    static Example SurelyRight => new(0, ln9, 1); // 9/10

    static IEnumerable<Example> Repeat(Example[] examples, int times) => Enumerable.Repeat(examples, times).SelectMany(e => e);

    static IReadOnlyDictionary<string, double> Evaluate(Example[] train, Example[] test)
    {
        using var trial = Open(train, test, batch: 1);
        using var unrecorded = no_grad();
        var evaluation = new EvaluationBuilder();
        trial.Evaluate(evaluation);
        return evaluation.Build().Metrics;
    }

    static ClassificationTrial Open(Example[] train, Example[] test, int batch)
    {
        var (trained, tested) = (Images(train), Images(test));
        var data = new ClassificationData(trained.Batches(BatchPlan.InOrder(train.Length, batch)), trained, tested)
        {
            Owned = [trained.Images, trained.Labels, tested.Images, tested.Labels],
        };
        return new(new() { Device = CPU, Seed = 0, DataRoot = "", Clock = new StoppedClock() }, data, new PassOn());
    }

    static LabelledImages Images(Example[] examples) => new(
        tensor(examples.SelectMany(e => new[] { e.Logit0, e.Logit1 }).ToArray(), [examples.Length, 2]),
        tensor(examples.Select(e => e.Label).ToArray()));

    sealed record Example(float Logit0, float Logit1, long Label);

    sealed class PassOn() : nn.Module<Tensor, Tensor>("pass-on")
    {
        public List<bool> Training { get; } = [];

        public override Tensor forward(Tensor input)
        {
            Training.Add(training);
            return input.clone();
        }
    }
}
