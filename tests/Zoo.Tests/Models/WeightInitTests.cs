using AdaShift.Bench.Zoo.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Models;

/// <summary>Initial weights against the formulas of their sources.</summary>
[Collection(GlobalGenerator.Tests)]
public sealed class WeightInitTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public WeightInitTests() => manual_seed(1);

    public void Dispose() => scope.Dispose();

    /// <summary>3×3 from 64 to 128 channels: fan-in 576, fan-out 1152. Largest of 73,728 weights, in standard deviations.</summary>
    [Theory]
    [InlineData(WeightInit.HeFanOut, 2.0 / 1152, 3.8, 6)]
    [InlineData(WeightInit.HeFanIn, 2.0 / 576, 2.2, 2.2804)] // cut at 2 × √1.3
    [InlineData(WeightInit.Glorot, 2.0 / (576 + 1152), 1.7, 1.7321)] // √3: uniform
    [InlineData(WeightInit.Torch, 1.0 / (3 * 576), 1.7, 1.7321)]
    public void A_convolution_has_the_variance_of_its_source(WeightInit distribution, double variance, double from, double to)
    {
        var net = new DenseNet(new([1], Growth: 128) { InitChannels = 64, ConvInit = distribution });
        var weights = net.modules().OfType<Conv2d>().Single(conv => conv.weight!.shape[0] == 128).weight!.Values();
        weights.Average().ShouldBe(0, 0.02 * Math.Sqrt(variance));
        (weights.Sum(w => w * w) / weights.Length / variance).ShouldBeInRange(0.97, 1.03);
        (weights.Max(w => Math.Abs(w)) / Math.Sqrt(variance)).ShouldBeInRange(from, to);
    }

    [Fact]
    public void A_net_starts_as_in_its_source()
    {
        Bound(new ResNet18(ResNetForm.Release, width: 4)).ShouldBe(2 * Math.Sqrt(2.6 / 32), 0.03); // HeFanIn
        Bound(new ResNet18(ResNetForm.PostActivation, width: 4)).ShouldBe(1 / Math.Sqrt(32), 0.01); // Torch
        Bound(new DenseNet(new([1], Growth: 8) { InitChannels = 24 })).ShouldBe(1 / Math.Sqrt(32), 0.01);
        Bound(new DenseNet(DenseNetSettings.ReleaseTinyImagenet with { Layers = [1] }))
            .ShouldBe(Math.Sqrt(6.0 / (36 + 200)), 0.01); // Glorot
    }

    [Fact]
    public void Norms_have_weights_of_one_and_all_biases_are_zero()
    {
        foreach (var net in new nn.Module[] { new ResNet18(ResNetForm.Release, width: 2), new DenseNet(new([2, 1], Growth: 2)) })
        {
            net.named_parameters().Where(p => p.name.EndsWith("bias", StringComparison.Ordinal))
                .ShouldAllBe(p => p.parameter.Values().All(value => value == 0));
            net.modules().OfType<BatchNorm2d>().ShouldAllBe(norm => norm.weight!.Values().All(value => value == 1));
        }
    }

    /// <summary>Largest weight of the linear layer.</summary>
    static double Bound(nn.Module net) => net.modules().OfType<TorchSharp.Modules.Linear>().Single().weight!.Values().Max(w => Math.Abs(w));
}
