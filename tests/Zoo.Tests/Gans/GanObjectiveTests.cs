using AdaShift.Bench.Zoo.Gans;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Gans;

/// <summary>Losses worked out by hand, and φ where a careless formula would overflow or cancel.</summary>
public sealed class GanObjectiveTests : IDisposable
{
    const double Ln2 = 0.69314718055994531; // −log σ(0)
    const double Softplus1 = 1.3132616875182228; // log(1 + e)
    const double SoftplusMinus1 = 0.31326168751822286; // log(1 + 1/e)

    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(GanObjective.Wgan, -1, 0, 1)]
    [InlineData(GanObjective.Vanilla, SoftplusMinus1, Ln2, Softplus1)]
    [InlineData(GanObjective.Lsgan, 0, 1, 4)]
    [InlineData(GanObjective.Hinge, 0, 1, 2)]
    [InlineData(GanObjective.Sqrt, 0.41421356237309505, 1, 2.4142135623730951)]
    [InlineData(GanObjective.Exp, 0.36787944117144233, 1, 2.7182818284590452)]
    [InlineData(GanObjective.LogSigmoidLinear, SoftplusMinus1 - 1, Ln2, Softplus1 + 1)]
    public void Phi_at_minus_1_0_and_1(GanObjective objective, double atMinus1, double at0, double at1)
    {
        var phi = objective.Phi(Numbers(-1, 0, 1)).Values();
        phi[0].ShouldBe(atMinus1, 1e-14);
        phi[1].ShouldBe(at0, 1e-14);
        phi[2].ShouldBe(at1, 1e-14);
    }

    /// <summary>f(x) = 1 and −1, f(x̃) = 0 and 1: with each φ above, half of φ(−1) + φ(1) and of φ(0) + φ(1).</summary>
    [Theory]
    [InlineData(GanObjective.Wgan, 0.5, -0.5)]
    [InlineData(GanObjective.Vanilla, ((Softplus1 + SoftplusMinus1) / 2) + ((Ln2 + Softplus1) / 2), -0.5)]
    [InlineData(GanObjective.Lsgan, 2 + 2.5, 0.5)]
    [InlineData(GanObjective.Hinge, 1 + 1.5, -0.5)]
    [InlineData(GanObjective.LogSigmoidLinear, ((Softplus1 + SoftplusMinus1) / 2) + ((Ln2 + Softplus1 + 1) / 2), -0.5)]
    public void Losses_of_both_players(GanObjective objective, double critic, double generator)
    {
        var (real, fake) = (Numbers(1, -1), Numbers(0, 1));
        objective.CriticLoss(real, fake).item<double>().ShouldBe(critic, 1e-14);
        objective.GeneratorLoss(fake).item<double>().ShouldBe(generator, 1e-14);
    }

    [Theory]
    [InlineData(GanObjective.Wgan, -0.5)]
    [InlineData(GanObjective.Vanilla, (Ln2 + SoftplusMinus1) / 2)]
    [InlineData(GanObjective.Lsgan, 0.5)]
    [InlineData(GanObjective.Hinge, 0.5)]
    public void The_generator_may_have_phi_of_minus_f(GanObjective objective, double expected) =>
        objective.GeneratorLoss(Numbers(0, 1), GeneratorForm.Phi).item<double>().ShouldBe(expected, 1e-14);

    [Fact]
    public void The_released_critic_loss_is_as_its_code_writes_it()
    {
        var (real, fake) = (Numbers(0.3, -2, 7), Numbers(-0.4, 5, 1));
        var written = (-real.sigmoid().log() - real).mean() + (-(-fake).sigmoid().log() + fake).mean();
        GanObjective.LogSigmoidLinear.CriticLoss(real, fake).item<double>().ShouldBe(written.item<double>(), 1e-12);
    }

    [Theory]
    [InlineData(GanObjective.Wgan, -1e4, 1e4)]
    [InlineData(GanObjective.Vanilla, 0, 1e4)]
    [InlineData(GanObjective.Lsgan, 99_980_001, 100_020_001)]
    [InlineData(GanObjective.Hinge, 0, 10_001)]
    [InlineData(GanObjective.Sqrt, 5e-5, 2e4)]
    [InlineData(GanObjective.LogSigmoidLinear, -1e4, 2e4)]
    public void Outputs_of_plus_and_minus_10000_neither_overflow_nor_cancel(GanObjective objective, double low, double high)
    {
        var x = tensor([-1e4f, 1e4f], requires_grad: true);
        var phi = objective.Phi(x);
        phi.Values()[0].ShouldBeClose(low, 1e-6, "φ(−10000)");
        phi.Values()[1].ShouldBeClose(high, 1e-6, "φ(10000)");
        phi.sum().backward();
        x.grad!.Values().ShouldAllBe(slope => double.IsFinite(slope));
    }

    [Fact]
    public void Exp_of_minus_10000_is_0() => GanObjective.Exp.Phi(tensor(-1e4f)).item<float>().ShouldBe(0);

    [Fact]
    public void Sqrt_is_small_and_positive_far_below_0() =>
        GanObjective.Sqrt.Phi(Numbers(-1e9)).item<double>().ShouldBe(5e-10, 1e-20);

    [Theory]
    [InlineData(GanObjective.Wgan, 1)]
    [InlineData(GanObjective.Vanilla, 0.5)]
    [InlineData(GanObjective.Lsgan, 2)]
    [InlineData(GanObjective.Hinge, 1)]
    [InlineData(GanObjective.Sqrt, 1)]
    [InlineData(GanObjective.Exp, 1)]
    [InlineData(GanObjective.LogSigmoidLinear, 1.5)]
    public void The_slope_at_0(GanObjective objective, double slope)
    {
        var x = zeros(1, dtype: ScalarType.Float64, requires_grad: true);
        objective.Phi(x).sum().backward();
        x.grad!.item<double>().ShouldBe(slope, 1e-15);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Slopes_agree_with_differences(GanObjective objective)
    {
        var outputs = Numbers(-2.5, -0.3, 0.2, 1.7).requires_grad_();
        FiniteDifferences.ShouldAgree(() => objective.CriticLoss(outputs, outputs * 0.7), [outputs]);
        FiniteDifferences.ShouldAgree(() => objective.GeneratorLoss(outputs, GeneratorForm.Phi), [outputs]);
    }

    public static TheoryData<GanObjective> Objectives => [.. Enum.GetValues<GanObjective>()];

    [Fact]
    public void Settings_are_written_in_kebab_case() =>
        Enum.GetNames<GanObjective>().Select(KebabCase.Of)
            .ShouldBe(["wgan", "vanilla", "lsgan", "hinge", "sqrt", "exp", "log-sigmoid-linear"]);

    static Tensor Numbers(params double[] numbers) => tensor(numbers, dtype: ScalarType.Float64);
}
