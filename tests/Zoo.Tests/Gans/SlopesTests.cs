using AdaShift.Bench.Zoo.Gans;
using AdaShift.Bench.Zoo.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Gans;

/// <summary>‖∇f‖ per sample, where it is known, where it is 0, and its gradient.</summary>
public sealed class SlopesTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void The_norm_is_over_all_elements_of_a_sample()
    {
        var critic = new FunctionCritic(x => 0.5 * x.flatten(1).sum(1));
        Slopes.Of(critic, rand(2, 1, 2, 2)).Values().ShouldBe([1, 1]); // √(4 · ½²)
    }

    [Fact]
    public void Each_sample_has_its_own()
    {
        var critic = new FunctionCritic(x => x.square().sum(1) / 2); // ∇f = x
        Slopes.Of(critic, Toy.Rows([3.0, 4.0], [5.0, 12.0])).Values().ShouldBe([5, 13], 1e-14);
    }

    [Fact]
    public void A_sample_without_slope_spoils_neither_the_others_nor_the_gradient()
    {
        var theta = tensor(2.0, requires_grad: true);
        var critic = new FunctionCritic(x => theta * x.square().sum(1) / 2); // slope θ‖x‖; nothing masks a NaN on its way to θ
        var slopes = Slopes.Of(critic, Toy.Rows([3, 4], [0, 0]));
        slopes.Values().ShouldBe([10, 0], 1e-14);
        slopes.sum().backward();
        theta.grad!.item<double>().ShouldBe(5, 1e-14);
    }

    [Fact]
    public void Where_no_unit_is_active_the_slope_is_0()
    {
        var theta = tensor(2.0, requires_grad: true);
        var slopes = Slopes.Of(new FunctionCritic(x => (theta * x.clamp_min(0)).sum(1)), Toy.Rows([1, 1], [-1, -1]));
        slopes.Values().ShouldBe([2 * Math.Sqrt(2), 0], 1e-14);
        slopes.sum().backward();
        theta.grad!.item<double>().ShouldBe(Math.Sqrt(2), 1e-14);
    }

    [Fact]
    public void With_every_sample_dead_the_gradient_is_0()
    {
        var theta = tensor(2.0, requires_grad: true);
        Slopes.Of(new FunctionCritic(x => theta * x.square().sum(1)), zeros(3, 2)).sum().backward();
        theta.grad!.item<double>().ShouldBe(0);
    }

    [Theory]
    [InlineData(1e-30)]
    [InlineData(1e30)]
    public void Slopes_whose_square_leaves_float32_are_exact(double size)
    {
        var theta = tensor((float)size, requires_grad: true);
        var slopes = Slopes.Of(new FunctionCritic(x => (theta * x).sum(1)), ones(2, 4));
        slopes.Values().ShouldAllBe(slope => Math.Abs((slope / (2 * size)) - 1) < 1e-6);
        slopes.mean().backward();
        theta.grad!.item<float>().ShouldBe(2, 1e-6f);
    }

    [Fact]
    public void A_constant_critic_has_slope_0() =>
        Slopes.Of(new FunctionCritic(x => ones(x.shape[0])), rand(3, 2)).Values().ShouldBe([0, 0, 0]);

    [Fact]
    public void An_evaluation_may_ask_under_no_grad()
    {
        using var unrecorded = no_grad();
        Slopes.Of(new FunctionCritic(x => x.sum(1)), rand(2, 4)).Values().ShouldBe([2, 2], 1e-6);
    }

    /// <summary>What critics are made of has a second derivative in TorchSharp: a slope's gradient needs it.</summary>
    [Theory]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.LeakyRelu)]
    public void Every_activation_and_linear_can_be_differentiated_twice(Activation activation)
    {
        manual_seed(1);
        var critic = new MlpCritic(3, 5, 2, activation, std: 1);
        critic.to(ScalarType.Float64);
        var points = randn(4, 3, dtype: ScalarType.Float64);
        FiniteDifferences.ShouldAgree(() => Slopes.Of(critic, points).mean(), critic.parameters());
    }

    [Fact]
    public void Convolutions_means_and_upsampling_can_be_differentiated_twice()
    {
        manual_seed(2);
        var weight = (randn(2, 2, 3, 3, dtype: ScalarType.Float64) / 4).requires_grad_();
        var points = randn(2, 2, 4, 4, dtype: ScalarType.Float64);
        FiniteDifferences.ShouldAgree(() => Slopes.Of(new FunctionCritic(Net), points).mean(), [weight]);

        Tensor Net(Tensor x)
        {
            var convolved = nn.functional.conv2d(x, weight, padding: [1, 1]).tanh();
            var doubled = nn.functional.interpolate(convolved, scale_factor: [2, 2], mode: InterpolationMode.Nearest);
            var halved = nn.functional.avg_pool2d(nn.functional.conv2d(doubled, weight, padding: [1, 1]).tanh(), 4);
            return halved.square().flatten(1).sum(1);
        }
    }

    [Fact]
    public void The_residual_critic_can_be_differentiated_twice()
    {
        manual_seed(3);
        var critic = new ResidualCritic(side: 8, channels: 1, width: 2, std: 1);
        critic.to(ScalarType.Float64);
        var points = randn(2, 1, 8, 8, dtype: ScalarType.Float64);
        FiniteDifferences.ShouldAgree(() => Slopes.Of(critic, points).mean(), critic.parameters());
    }
}
