using AdaShift.Bench.Zoo.Gans;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests;

public sealed class GaussianMixtureTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(ToyMixture.Ring, 8)]
    [InlineData(ToyMixture.Grid, 25)]
    public void Real_samples_cover_every_mode(ToyMixture kind, int modes)
    {
        var mixture = new GaussianMixture(kind, 0.05);
        using var random = new Generator(1);

        var (good, covered) = mixture.Score(mixture.Draw(5_000, random));

        mixture.Count.ShouldBe(modes);
        covered.ShouldBe(modes);
        (good / 5_000.0).ShouldBe(1 - Math.Exp(-4.5), 0.005); // a Gaussian of the plane within 3σ
    }

    /// <summary>What a perfect generator would have: toy-gan-modes names the range.</summary>
    [Fact]
    public void Two_real_sets_are_at_some_distance()
    {
        var mixture = new GaussianMixture(ToyMixture.Ring, 0.05);
        using var random = new Generator(1);

        for (var draw = 0; draw < 3; draw++)
            WassersteinDistance.Between(mixture.Draw(500, random), mixture.Draw(500, random)).ShouldBeInRange(0.1, 0.25);
    }

    /// <summary>Of 64 samples 8 are due to each of 8 modes, and 2 are enough.</summary>
    [Fact]
    public void A_mode_with_a_quarter_of_its_share_is_covered()
    {
        var mixture = new GaussianMixture(ToyMixture.Ring, 0.05);
        var modes = tensor(mixture.Modes);
        var samples = cat([modes[0].repeat(60, 1), modes[1].repeat(2, 1), modes[2].repeat(1, 1), zeros(1, 2)]);

        mixture.Score(samples).ShouldBe((63, 2));
    }

    [Fact]
    public void Three_deviations_are_near_enough()
    {
        var mixture = new GaussianMixture(ToyMixture.Ring, 0.1);
        var mode = tensor(mixture.Modes)[0];

        mixture.Score(stack([mode + tensor(new[] { 0f, 0.299f }), mode + tensor(new[] { 0.301f, 0f })])).good.ShouldBe(1);
    }
}
