using AdaShift.Bench.Zoo.Gans;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Gans;

/// <summary>
/// Two classes and the logits (0, ln 2): p = (1/3, 2/3), s = ln 3, and with the fake class of logit 0 the probabilities are 1/4, 2/4, 1/4.
/// </summary>
public sealed class LabelObjectiveTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(LabelObjective.LabelGan)]
    [InlineData(LabelObjective.AmGan)]
    public void The_critic_of_LabelGAN_and_AM_GAN_is_a_classifier_of_one_class_more(LabelObjective objective)
    {
        // −ln 2/4 for the real class and −ln 1/4 for the fake one.
        objective.CriticLoss(Logits, Class(1), Logits, null).item<double>().ShouldBe(Math.Log(2) + Math.Log(4), 1e-12);
        objective.RealLogit(Logits).item<double>().ShouldBe(Math.Log(3), 1e-12);
    }

    [Fact]
    public void The_generator_of_LabelGAN_wants_any_real_class() =>
        LabelObjective.LabelGan.GeneratorLoss(Logits).item<double>().ShouldBe(-Math.Log(3 / 4.0), 1e-12);

    [Fact]
    public void The_generator_of_AM_GAN_wants_the_likeliest_class_or_the_given_one()
    {
        LabelObjective.AmGan.GeneratorLoss(Logits).item<double>().ShouldBe(-Math.Log(2 / 4.0), 1e-12);
        LabelObjective.AmGan.GeneratorLoss(Logits, Class(0)).item<double>().ShouldBe(-Math.Log(1 / 4.0), 1e-12);
    }

    [Fact]
    public void AC_GAN_classifies_real_and_fake_samples_beside_telling_them_apart()
    {
        var outputs = cat([zeros(1, 1, dtype: ScalarType.Float64), Logits], 1); // σ(f) = 1/2

        LabelObjective.AcGan.CriticLoss(outputs, Class(1), outputs, Class(0)).item<double>()
            .ShouldBe((2 * Math.Log(2)) - Math.Log(2 / 3.0) - Math.Log(1 / 3.0), 1e-12);
        LabelObjective.AcGan.GeneratorLoss(outputs, Class(0)).item<double>().ShouldBe(Math.Log(2) - Math.Log(1 / 3.0), 1e-12);
        LabelObjective.AcGan.RealLogit(outputs).item<double>().ShouldBe(0);
        LabelObjective.AcGan.Outputs(10).ShouldBe(11);
        Should.Throw<ArgumentNullException>(() => LabelObjective.AcGan.GeneratorLoss(outputs)).ParamName.ShouldBe("fakeLabels");
    }

    /// <summary>Sure of two samples, one of each class, and quite unsure of the other two.</summary>
    [Fact]
    public void CatGAN_compares_entropies()
    {
        var sure = tensor(new[,] { { 40.0, -40 }, { -40, 40 } });
        var unsure = zeros(2, 2, dtype: ScalarType.Float64);

        LabelObjective.CatGan.CriticLoss(sure, Class(1), unsure, null).item<double>().ShouldBe(-2 * Math.Log(2), 1e-12);
        LabelObjective.CatGan.GeneratorLoss(sure).item<double>().ShouldBe(-Math.Log(2), 1e-12);
        LabelObjective.CatGan.GeneratorLoss(unsure).item<double>().ShouldBe(0, 1e-12);
    }

    [Theory]
    [InlineData(LabelObjective.LabelGan)]
    [InlineData(LabelObjective.AcGan)]
    [InlineData(LabelObjective.AmGan)]
    [InlineData(LabelObjective.CatGan)]
    public void Both_losses_have_the_gradients_of_their_differences(LabelObjective objective)
    {
        manual_seed(1);
        var (real, fake) = (Outputs(), Outputs());
        var labels = tensor(new long[] { 0, 1, 2, 3 });

        FiniteDifferences.ShouldAgree(() => objective.CriticLoss(real, labels, fake, labels), [real, fake]);
        FiniteDifferences.ShouldAgree(() => objective.GeneratorLoss(fake, labels), [fake]);
    }

    [Fact]
    public void Without_labels_there_is_no_such_loss() =>
        Should.Throw<ArgumentOutOfRangeException>(() => LabelObjective.None.GeneratorLoss(Logits)).Message
            .ShouldContain("use GanObjective");

    static Tensor Outputs() => randn(4, 5, dtype: ScalarType.Float64).requires_grad_();

    static Tensor Logits => tensor(new[,] { { 0, Math.Log(2) } });

    static Tensor Class(long label) => tensor(new[] { label });
}
