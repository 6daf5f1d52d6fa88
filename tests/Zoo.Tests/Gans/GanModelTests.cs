using AdaShift.Bench.Zoo.Gans;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Gans;

/// <summary>Shapes, sizes and parameter counts of critics and generators.</summary>
[Collection(GlobalGenerator.Tests)]
public sealed class GanModelTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public GanModelTests() => manual_seed(1);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void The_released_nets_have_the_released_number_of_parameters()
    {
        Count(new ResidualCritic()).ShouldBe(1_629_057);
        new ResidualCritic(16, 1, width: 2, outputs: 11).call(randn(3, 1, 16, 16)).shape.ShouldBe([3, 11]);
        Count(new ResidualGenerator()).ShouldBe(1_833_731);
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(16, 3)]
    [InlineData(28, 1)]
    [InlineData(32, 3)]
    public void Images_of_these_sides_work(long side, long channels)
    {
        var images = new ResidualGenerator(side, channels, width: 4, latent: 7).call(randn(2, 7));
        images.shape.ShouldBe([2, channels, side, side]);
        new ResidualCritic(side, channels, width: 4).call(images).shape.ShouldBe([2]);
    }

    /// <summary>7×7 of width 4 into one output, and 4×4 of width 4.</summary>
    [Theory]
    [InlineData(28, (4 * 9) + 4 + (8 * ((16 * 9) + 4)) + (4 * 49) + 1)]
    [InlineData(16, (4 * 9) + 4 + (8 * ((16 * 9) + 4)) + (4 * 16) + 1)]
    public void Sides_of_28_and_16_have_three_sizes(long side, long parameters) =>
        Count(new ResidualCritic(side, channels: 1, width: 4)).ShouldBe(parameters);

    [Theory]
    [InlineData(30, "nearest: 28 or 32.")]
    [InlineData(3, "nearest: 4.")]
    [InlineData(0, "nearest: 4.")]
    [InlineData(9, "nearest: 8 or 10.")]
    public void Other_sides_are_refused_with_the_nearest(long side, string hint)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new ResidualCritic(side)).Message.ShouldContain(hint);
        Should.Throw<ArgumentOutOfRangeException>(() => new ResidualGenerator(side)).Message.ShouldContain(hint);
    }

    /// <summary>
    /// With every convolution the identity, a pixel of 1 becomes 2.414 in the first block and 2.414² in the second; one of −1 passes both
    /// and the last layer unchanged, as no activation stands before it. The sum of 16 pixels is divided by √16.
    /// </summary>
    [Theory]
    [InlineData(1, 4 * 2.414 * 2.414)]
    [InlineData(-1, -4)]
    public void A_residual_block_adds_to_its_input(double pixel, double expected)
    {
        var critic = new ResidualCritic(side: 4, channels: 1, width: 1, std: 1);
        using var unrecorded = no_grad();
        foreach (var weight in critic.parameters().Where(p => p.dim() == 4)) weight.zero_()[0, 0, 1, 1] = 3; // 3 / √9 is 1
        critic.parameters().Single(p => p.dim() == 2).fill_(1);
        critic.call(full(1, 1, 4, 4, pixel)).item<float>().ShouldBe((float)expected, 1e-4f);
    }

    [Fact]
    public void Images_start_in_the_scale_of_pixels()
    {
        using var generator = new Generator(1);
        var images = new ResidualGenerator(width: 32).call(UnitSphere.Draw(8, 100, generator));
        images.std().item<float>().ShouldBeInRange(0.1f, 1.5f);
    }

    [Fact]
    public void Latent_vectors_have_norm_1_and_no_direction()
    {
        using var generator = new Generator(1);
        var z = UnitSphere.Draw(4000, 3, generator);
        z.norm(1).Values().ShouldAllBe(norm => Math.Abs(norm - 1) < 1e-6);
        z.mean([0]).Values().ShouldAllBe(mean => Math.Abs(mean) < 0.05);
        z.square().mean([0]).Values().ShouldAllBe(square => Math.Abs(square - (1 / 3.0)) < 0.03);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, (2 * 8) + 8 + 8 + 1)]
    [InlineData(3, (2 * 8) + 8 + (2 * ((8 * 8) + 8)) + 8 + 1)]
    public void An_mlp_has_depth_hidden_layers(int depth, long parameters)
    {
        var critic = new MlpCritic(2, 8, depth);
        Count(critic).ShouldBe(parameters);
        critic.call(randn(5, 2)).shape.ShouldBe([5]);
        critic.call(randn(5, 1, 2)).shape.ShouldBe([5]);
        new MlpGenerator(4, 2, 8, depth).call(randn(5, 4)).shape.ShouldBe([5, 2]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_model_keeps_its_parameters_when_it_is_moved_to_another_type(int powerIterations)
    {
        var critic = new ResidualCritic(side: 4, channels: 1, width: 2, powerIterations: powerIterations);
        var images = randn(3, 1, 4, 4);
        var before = critic.call(images).Values();
        critic.to(ScalarType.Float64);
        critic.call(images.to(ScalarType.Float64)).Values().Zip(before).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
        critic.call(images.to(ScalarType.Float64)).sum().backward();
        critic.parameters().ShouldAllBe(p => p.grad!.dtype == ScalarType.Float64);
    }

    [Fact]
    public void The_same_seed_gives_the_same_model()
    {
        manual_seed(7);
        var first = new MlpCritic(2, 8, 2).call(ones(1, 2)).item<float>();
        manual_seed(7);
        new MlpCritic(2, 8, 2).call(ones(1, 2)).item<float>().ShouldBe(first);
    }

    static long Count(nn.Module module) => module.parameters().Sum(p => p.numel());
}
