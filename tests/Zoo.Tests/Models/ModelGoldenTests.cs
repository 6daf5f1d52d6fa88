using AdaShift.Bench.Zoo.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Models;

/// <summary>Small nets in float64 against PyTorch's numbers for the same weights, see Golden/make_golden_models.py.</summary>
[Collection(GlobalGenerator.Tests)]
public sealed class ModelGoldenTests : IDisposable
{
    const double Relative = 1e-8;

    readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string> Names => [.. Nets.Keys];

    static Dictionary<string, Func<nn.Module<Tensor, Tensor>>> Nets { get; } = new(StringComparer.Ordinal)
    {
        ["densenet-bc"] = () =>
            new DenseNet(new([2, 2, 1], Growth: 3) { Bottleneck = true, InitChannels = 6, Compression = 0.5, Classes = 3 }),
        ["densenet"] = () => new DenseNet(new([2, 1], Growth: 2) { InitChannels = 4, Classes = 3 }),
        ["densenet-release"] = () => new DenseNet(DenseNetSettings.ReleaseCifar with
        {
            Layers = [2, 1, 1], Growth = 3, InitChannels = 6, TransitionChannels = 3, Dropout = 0, NormMomentum = 1e-3, Classes = 3,
        }),
        ["resnet-post"] = () => new ResNet18(ResNetForm.PostActivation, classes: 3, width: 2),
        ["resnet-pre"] = () => new ResNet18(ResNetForm.PreActivation, classes: 3, width: 2),
        ["resnet-release"] = () => new ResNet18(ResNetForm.Release, classes: 3, width: 2),
    };

    public void Dispose() => scope.Dispose();

    /// <summary>One step in training mode, its running statistics, and the same batch in evaluation mode.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Logits_gradients_and_statistics_are_PyTorchs(string name)
    {
        var expected = Golden.Read<Case[]>("models.json").Single(c => c.Name == name);
        var net = Nets[name]();
        Fill(net, expected.Shapes);
        var images = (4 * Numbers(500, [4, 3, expected.Side, expected.Side])).requires_grad_();

        net.train();
        Check(net, images, expected.Train, "train");
        var statistics = net.named_buffers().Where(b => b.name.Contains("running_", StringComparison.Ordinal)).Select(b => b.buffer);
        ShouldBe(Summary(statistics), expected.Buffers, "running statistics");
        net.eval();
        Check(net, images, expected.Eval, "eval");
    }

    static void Check(nn.Module<Tensor, Tensor> net, Tensor images, Mode expected, string where)
    {
        var logits = net.call(images);
        ShouldBe([logits.Values()], [expected.Logits], $"{where}: logits");
        var loss = nn.functional.cross_entropy(logits, tensor([0L, 2, 1, 2]));
        ShouldBe(Summary(autograd.grad([loss], [images, .. net.parameters()])), expected.Gradients, $"{where}: gradients");
    }

    static void Fill(nn.Module net, long[][] shapes)
    {
        net.to(ScalarType.Float64);
        using var unrecorded = no_grad();
        var parameters = net.named_parameters().ToArray();
        parameters.Select(p => p.parameter.shape).ShouldBe(shapes);
        foreach (var (i, (name, theta)) in parameters.Index())
        {
            var isNorm = theta.dim() == 1 && name.EndsWith("weight", StringComparison.Ordinal);
            var scale = theta.dim() > 1 ? Math.Sqrt(24.0 * theta.shape[0] / theta.numel()) : 0.5;
            theta.copy_((Numbers(i, theta.shape) * scale) + (isNorm ? 1 : 0));
        }
    }

    /// <summary>The formula of make_golden_models.py.</summary>
    static Tensor Numbers(int stream, long[] shape) => Toy.Tensor(
        [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b))
            .Select(k => ((((k * k * 31) + (k * 17) + (stream * 101)) % 1009) / 1009.0) - 0.5)],
        shape);

    /// <summary>Two weighted sums of each tensor.</summary>
    static double[][] Summary(IEnumerable<Tensor> tensors) =>
        [.. tensors.Select(t => new[] { 501, 502 }.Select(stream => (t * Numbers(stream, t.shape)).sum().item<double>()).ToArray())];

    static void ShouldBe(double[][] actual, double[][] expected, string where)
    {
        actual.Length.ShouldBe(expected.Length, where);
        for (var i = 0; i < expected.Length; i++)
        {
            actual[i].Length.ShouldBe(expected[i].Length, where);
            for (var k = 0; k < expected[i].Length; k++) actual[i][k].ShouldBeClose(expected[i][k], Relative, $"{where}[{i}][{k}]");
        }
    }

    sealed record Mode(double[] Logits, double[][] Gradients);

    sealed record Case(string Name, int Side, long[][] Shapes, double[][] Buffers, Mode Train, Mode Eval);
}
