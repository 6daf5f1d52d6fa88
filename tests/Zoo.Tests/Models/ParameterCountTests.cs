using AdaShift.Bench.Zoo.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Models;

/// <summary>Published numbers of parameters.</summary>
[Collection(GlobalGenerator.Tests)]
public sealed class ParameterCountTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(100, 12, true, 10, 769_162)]
    [InlineData(100, 12, true, 200, 834_332)]
    [InlineData(250, 24, true, 10, 15_324_406)]
    [InlineData(190, 40, true, 10, 25_624_430)]
    [InlineData(40, 12, false, 10, 1_019_722)]
    [InlineData(100, 12, false, 10, 6_979_642)]
    [InlineData(100, 24, false, 10, 27_249_082)]
    public void Of_the_papers_DenseNets(int depth, int growth, bool bottleneck, int classes, long parameters) =>
        Count(new DenseNet(DenseNetSettings.Cifar(depth, growth, bottleneck) with { Classes = classes })).ShouldBe(parameters);

    [Fact]
    public void Of_the_released_DenseNets()
    {
        Count(new DenseNet(DenseNetSettings.ReleaseCifar)).ShouldBe(6_365_962);
        Count(new DenseNet(DenseNetSettings.ReleaseTinyImagenet)).ShouldBe(553_280);
    }

    [Theory]
    [InlineData(ResNetForm.PostActivation, 64, 11_173_962)]
    [InlineData(ResNetForm.PreActivation, 64, 11_171_146)]
    [InlineData(ResNetForm.Release, 32, 2_799_114)]
    public void Of_ResNet18(ResNetForm form, int width, long parameters) => Count(new ResNet18(form, width: width)).ShouldBe(parameters);

    static long Count(nn.Module net) => net.parameters().Sum(p => p.numel());
}
