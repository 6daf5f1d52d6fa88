using AdaShift.Bench.Zoo.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Models;

/// <summary>Shapes, modes and seeds of DenseNets and ResNets.</summary>
[Collection(GlobalGenerator.Tests)]
public sealed class ConvNetTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public ConvNetTests() => manual_seed(1);

    public static TheoryData<string> Names => [.. Nets.Keys];

    static Dictionary<string, Func<nn.Module<Tensor, Tensor>>> Nets { get; } = new(StringComparer.Ordinal)
    {
        ["densenet-bc"] = () => new DenseNet(Small with { Bottleneck = true, Compression = 0.5 }),
        ["densenet"] = () => new DenseNet(Small),
        ["densenet-release"] = () => new DenseNet(DenseNetSettings.ReleaseCifar with { Layers = [1, 1], Dropout = 0 }),
        ["resnet-post"] = () => new ResNet18(ResNetForm.PostActivation, width: 2),
        ["resnet-pre"] = () => new ResNet18(ResNetForm.PreActivation, width: 2),
        ["resnet-release"] = () => new ResNet18(ResNetForm.Release, width: 2),
    };

    static DenseNetSettings Small => new([2, 1], Growth: 2) { InitChannels = 4 };

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Evaluation_uses_the_running_statistics_and_leaves_them(string name)
    {
        var net = Nets[name]();
        var images = randn(8, 3, 32, 32);
        net.train();
        var before = net.buffers().Values();
        var trained = net.call(images).Values();
        var after = net.buffers().Values();
        after.ShouldNotBe(before);

        net.eval();
        var evaluated = net.call(images).Values();
        evaluated.ShouldNotBe(trained);
        net.buffers().Values().ShouldBe(after);
        net.call(images[..1]).Values().Zip(evaluated).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-4); // no batch in it
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_parameter_gets_a_gradient_and_the_images_stay(string name)
    {
        var net = Nets[name]();
        var images = randn(4, 3, 16, 16);
        var before = images.Values();
        nn.functional.cross_entropy(net.call(images), tensor([0L, 1, 2, 9])).backward();
        net.named_parameters().Where(p => p.parameter.grad is null).Select(p => p.name).ShouldBeEmpty();
        images.Values().ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_net(string name)
    {
        manual_seed(7);
        var first = Nets[name]().parameters().Values();
        manual_seed(7);
        Nets[name]().parameters().Values().ShouldBe(first);
        Nets[name]().parameters().Values().ShouldNotBe(first);
    }

    /// <summary>An intermediate image whose handle stays would not be freed before the end of a step.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_call_leaves_no_tensor_but_its_result(string name)
    {
        var (net, images) = (Nets[name](), randn(4, 3, 16, 16));
        using var call = NewDisposeScope();
        net.call(images);
        call.DisposablesCount.ShouldBe(1);
    }

    [Fact]
    public void Dropout_acts_in_training_only()
    {
        var net = new DenseNet(Small with { Dropout = 0.5 });
        var images = randn(2, 3, 8, 8);
        net.call(images).Values().ShouldNotBe(net.call(images).Values());
        net.eval();
        net.call(images).Values().ShouldBe(net.call(images).Values());
        new DenseNet(Small with { Dropout = 0 }).modules().OfType<TorchSharp.Modules.Dropout>().ShouldBeEmpty();
    }

    /// <summary>Two layers and a transition, one layer: four convolutions after the first one, two in a layer with a bottleneck.</summary>
    [Theory]
    [InlineData(false, 4)]
    [InlineData(true, 7)]
    public void Every_convolution_but_the_first_has_dropout(bool bottleneck, int dropouts) =>
        new DenseNet(Small with { Bottleneck = bottleneck, Dropout = 0.2 })
            .modules().OfType<TorchSharp.Modules.Dropout>().Count().ShouldBe(dropouts);

    [Theory]
    [InlineData(1, 28, 7)]
    [InlineData(3, 64, 200)]
    public void Images_of_these_shapes_work(int channels, int side, int classes)
    {
        var images = randn(2, channels, side, side);
        new DenseNet(Small with { InputChannels = channels, Classes = classes }).call(images).shape.ShouldBe([2, classes]);
        new ResNet18(ResNetForm.PostActivation, classes, width: 2, inputChannels: channels).call(images).shape.ShouldBe([2, classes]);
    }

    [Theory]
    [InlineData(0, 2, "classes")]
    [InlineData(10, 0, "width")]
    public void A_ResNet_without_classes_or_channels_is_refused(int classes, int width, string name) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ResNet18(ResNetForm.PreActivation, classes, width)).ParamName.ShouldBe(name);
}
