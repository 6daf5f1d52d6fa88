using AdaShift.Bench.Zoo.Gans;
using AdaShift.Bench.Zoo.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Gans;

/// <summary>Every Lipschitz term on critics whose slope is known, and its gradient against differences.</summary>
public sealed class LipschitzTermTests : IDisposable
{
    static readonly Lipschitz[] penalties =
        [Lipschitz.Cp, Lipschitz.Gp, Lipschitz.Lp, Lipschitz.MaxGp, Lipschitz.MaxGpK, Lipschitz.MaxAl];

    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    public static TheoryData<Lipschitz> All => [.. Enum.GetValues<Lipschitz>()];

    public static TheoryData<Lipschitz> Penalties => [.. penalties];

    /// <summary>f = ½ x²: slopes are |x|, here 3, 1 and 0; real and generated samples are the same, and so is what lies between.</summary>
    [Theory]
    [InlineData(Lipschitz.None, 0)]
    [InlineData(Lipschitz.WeightClipping, 0)]
    [InlineData(Lipschitz.Sn, 0)]
    [InlineData(Lipschitz.Cp, 10 * (9 + 1 + 0) / 3.0)]
    [InlineData(Lipschitz.Gp, 10 * (1 + 1 + 4) / 3.0)]
    [InlineData(Lipschitz.Lp, 10 * (1 + 0 + 0) / 3.0)]
    [InlineData(Lipschitz.MaxGp, 90)]
    [InlineData(Lipschitz.MaxGpK, 10)]
    [InlineData(Lipschitz.MaxAl, 10)]
    public void Rho_is_10_and_K_is_2(Lipschitz kind, double expected)
    {
        using var term = LipschitzTerm.Create(kind, rho: 10, k: 2);
        var points = Toy.Rows([3], [-1], [0]);
        Penalty(term, new(x => x.square().sum(1) / 2), points, points).item<double>().ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void A_critic_of_slope_1_has_no_gradient_penalty()
    {
        using var term = LipschitzTerm.Create(Lipschitz.Gp);
        var critic = new FunctionCritic(x => 0.5 * x.flatten(1).sum(1));
        Penalty(term, critic, rand(2, 1, 2, 2), rand(2, 1, 2, 2)).item<float>().ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Penalties))]
    public void Gradients_agree_with_differences(Lipschitz kind)
    {
        var critic = Critic();
        using var term = LipschitzTerm.Create(kind, rho: 0.7, k: 0.5, kept: kind == Lipschitz.MaxGp ? 2 : 0);
        var (real, fake) = Samples(4);
        Penalty(term, critic, real, fake);
        term.AfterStep(critic); // with max-gp there are kept points now, with max-al λ is not 0
        FiniteDifferences.ShouldAgree(() => Penalty(term, critic, real, fake), critic.parameters());
    }

    [Theory]
    [MemberData(nameof(Penalties))]
    public void A_batch_that_repeats_itself_has_the_same_penalty_and_gradient(Lipschitz kind)
    {
        var critic = Critic();
        using var term = LipschitzTerm.Create(kind, k: 0.5);
        var (points, _) = Samples(3);
        var once = FiniteDifferences.Gradients(() => Penalty(term, critic, points, points), critic.parameters());
        var doubled = cat([points, points]);
        var twice = FiniteDifferences.Gradients(() => Penalty(term, critic, doubled, doubled), critic.parameters());
        Penalty(term, critic, doubled, doubled).item<double>().ShouldBe(Penalty(term, critic, points, points).item<double>(), 1e-12);
        foreach (var (a, b) in once.SelectMany(g => g).Zip(twice.SelectMany(g => g))) b.ShouldBe(a, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Penalties))]
    public void A_dead_sample_leaves_the_gradient_finite(Lipschitz kind)
    {
        var theta = tensor(2.0, requires_grad: true);
        using var term = LipschitzTerm.Create(kind, rho: 1, k: 1);
        var points = Toy.Rows([1], [0]);
        Penalty(term, new(x => theta * x.square().sum(1) / 2), points, points).backward(); // slopes θ and 0
        var expected = kind is Lipschitz.Cp or Lipschitz.MaxGp ? 2 * 2.0 : 2 * (2 - 1.0); // of θ² and (θ − 1)²
        theta.grad!.item<double>().ShouldBe(kind is Lipschitz.Cp or Lipschitz.Gp or Lipschitz.Lp ? expected / 2 : expected, 1e-12);
    }

    [Fact]
    public void Each_sample_is_interpolated_by_one_number()
    {
        var critic = new FunctionCritic(x => x.flatten(1).sum(1));
        using var term = LipschitzTerm.Create(Lipschitz.Gp);
        Penalty(term, critic, ones(6, 3, 2, 2, dtype: ScalarType.Float64), zeros(6, 3, 2, 2, dtype: ScalarType.Float64));
        var e = critic.Batches.Single().flatten(1).Values().Chunk(12).ToList();
        e.ShouldAllBe(sample => sample.All(pixel => pixel == sample[0] && pixel > 0 && pixel < 1));
        e.Select(sample => sample[0]).Distinct().Count().ShouldBe(6);
    }

    [Fact]
    public void The_same_generator_gives_the_same_points()
    {
        var critic = new FunctionCritic(x => x.sum(1));
        using var term = LipschitzTerm.Create(Lipschitz.Cp);
        for (var i = 0; i < 2; i++) Penalty(term, critic, ones(3, 2), zeros(3, 2));
        critic.Batches[1].Values().ShouldBe(critic.Batches[0].Values());
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(2, 1, 1)]
    public void Weights_are_clipped(double theta, double atMost, double expected)
    {
        var critic = new MlpCritic(1, 1, 0);
        using var unrecorded = no_grad();
        foreach (var parameter in critic.parameters()) parameter.fill_(-theta);
        critic.parameters().Last().fill_(theta);
        using var term = LipschitzTerm.Create(Lipschitz.WeightClipping, clip: Math.Max(atMost, 0.01));
        term.AfterStep(critic);
        critic.parameters().SelectMany(p => p.Values()).ShouldBe([-expected, expected]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_step_leaves_the_tensors_of_others_alone(Lipschitz kind)
    {
        var critic = Critic(kind == Lipschitz.Sn ? 1 : 0);
        using var term = LipschitzTerm.Create(kind, kept: 1);
        var (real, fake) = Samples(2);
        for (var i = 0; i < 2; i++)
        {
            using var step = NewDisposeScope(); // as around a trial's step
            term.Penalty(critic, real, fake, new Generator(1));
            term.AfterStep(critic);
        }

        term.Penalty(critic, real, fake, new Generator(1)).IsInvalid.ShouldBeFalse();
    }

    [Fact]
    public void Settings_are_written_in_kebab_case() =>
        Enum.GetNames<Lipschitz>().Select(KebabCase.Of)
            .ShouldBe(["none", "weight-clipping", "cp", "gp", "lp", "max-gp", "max-gp-k", "max-al", "sn"]);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void K_must_be_positive(double k) =>
        Should.Throw<ArgumentOutOfRangeException>(() => LipschitzTerm.Create(Lipschitz.Gp, k: k)).Message
            .ShouldContain("Must be positive and finite. (Parameter 'k')");

    [Fact]
    public void Other_settings_are_checked_as_well()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => LipschitzTerm.Create(Lipschitz.Gp, rho: -1)).ParamName.ShouldBe("rho");
        Should.Throw<ArgumentOutOfRangeException>(() => LipschitzTerm.Create(Lipschitz.WeightClipping, clip: 0)).ParamName.ShouldBe("clip");
        Should.Throw<ArgumentOutOfRangeException>(() => LipschitzTerm.Create(Lipschitz.MaxGp, kept: -1)).ParamName.ShouldBe("kept");
        Should.Throw<ArgumentOutOfRangeException>(() => LipschitzTerm.Create(Lipschitz.MaxGp, renewEvery: 0)).ParamName
            .ShouldBe("renewEvery");
    }

    [Fact]
    public void Batches_that_do_not_match_or_are_empty_are_refused()
    {
        using var term = LipschitzTerm.Create(Lipschitz.Gp);
        var critic = new FunctionCritic(x => x.sum(1));
        Should.Throw<ArgumentException>(() => Penalty(term, critic, ones(3, 2), ones(4, 2))).Message
            .ShouldContain("Real samples are [3, 2], generated ones [4, 2]: they must be alike.");
        Should.Throw<ArgumentException>(() => Penalty(term, critic, ones(0, 2), ones(0, 2))).Message.ShouldContain("not [0, 2]");
    }

    static MlpCritic Critic(int powerIterations = 0)
    {
        manual_seed(4);
        var critic = new MlpCritic(2, 4, 2, Activation.Tanh, std: 0.5, powerIterations);
        critic.to(ScalarType.Float64);
        return critic;
    }

    static (Tensor real, Tensor fake) Samples(long count)
    {
        using var generator = new Generator(5);
        return (Draw(), Draw());

        Tensor Draw() => randn([count, 2], dtype: ScalarType.Float64, generator: generator);
    }

    static Tensor Penalty(LipschitzTerm term, FunctionCritic critic, Tensor real, Tensor fake) =>
        Penalty(term, (nn.Module<Tensor, Tensor>)critic, real, fake);

    static Tensor Penalty(LipschitzTerm term, nn.Module<Tensor, Tensor> critic, Tensor real, Tensor fake)
    {
        using var generator = new Generator(6);
        return term.Penalty(critic, real, fake, generator);
    }
}
