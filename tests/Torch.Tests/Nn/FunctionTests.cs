using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace AdaShift.Bench.Torch.Tests.Nn;

/// <summary>Functions without a module of their own are PyTorch's.</summary>
public sealed class FunctionTests
{
    static readonly Dictionary<string, (Func<Tensor, Tensor> Compute, long[] Shape)> Functions = new(StringComparer.Ordinal)
    {
        ["normalize"] = (x => F.normalize(x).pow(3), [3, 4]),
        ["normalize-p1"] = (x => F.normalize(x, p: 1, dim: 0), [3, 4]),
        ["pad-constant"] = (x => F.pad(x, (1, 2, 0, 1), value: 0.5), [2, 3]),
        ["pad-replicate"] = (x => F.pad(x, (1, 2), PaddingModes.Replicate), [1, 2, 3]),
        ["pad-circular"] = (x => F.pad(x, (1, 2), PaddingModes.Circular), [1, 2, 3]),
        ["interpolate-area"] = (x => F.interpolate(x, size: [2, 2], mode: InterpolationMode.Area), [1, 1, 3, 5]),
        ["interpolate-bicubic"] = (x => F.interpolate(x, scale_factor: [1.5], mode: InterpolationMode.Bicubic), [1, 1, 3, 4]),
        ["interpolate-linear"] = (x => F.interpolate(x, scale_factor: [2], mode: InterpolationMode.Linear), [1, 2, 3]),
        ["interpolate-antialias"] =
            (x => F.interpolate(x, size: [2, 3], mode: InterpolationMode.Bilinear, antialias: true), [1, 1, 4, 6]),
        ["interpolate-exact"] = (x => F.interpolate(x, size: [3], mode: InterpolationMode.NearestExact), [1, 2, 5]),
        ["interpolate-recompute"] = (x => F.interpolate(
            x, scale_factor: [1.7], mode: InterpolationMode.Bilinear, recompute_scale_factor: true), [1, 1, 3, 3]),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Value_and_gradient_are_those_of_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(17);
        var x = randn(Functions[name].Shape).requires_grad_();
        var y = Functions[name].Compute(x);
        (y.square().sum() / 2).backward();

        NnGolden.ShouldMatch("function/" + name, ("y", y), ("x", x.grad!));
    }

    [Fact]
    public void Interpolation_says_which_modes_take_which_dimensions()
    {
        using var scope = NewDisposeScope();
        Should.Throw<ArgumentException>(() => F.interpolate(ones(1, 1, 4), size: [2], mode: InterpolationMode.Bilinear))
            .Message.ShouldContain("3 dimensions by Bilinear");
        Should.Throw<ArgumentException>(() => F.interpolate(ones(1, 1, 4))).Message.ShouldContain("either size or scale_factor");
    }

    [Fact]
    public void One_hot_marks_the_index()
    {
        using var scope = NewDisposeScope();
        var hot = F.one_hot(tensor(new[] { 2L, 0L }), 3);
        hot.data<long>().ToArray().ShouldBe([0L, 0, 1, 1, 0, 0]);
    }

    [Fact]
    public void Embedding_counts_a_negative_padding_index_from_the_end()
    {
        using var scope = NewDisposeScope();
        var table = ones(3, 2).requires_grad_();
        F.embedding(tensor(new[] { 0L, 2L }), table, padding_idx: -1).sum().backward();
        table.grad!.data<float>().ToArray().ShouldBe([1f, 1, 0, 0, 0, 0]);
    }
}
