using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests;

/// <summary>Clipping against PyTorch's (Golden/make_golden.py).</summary>
public sealed class ClipTests : IDisposable
{
    static readonly Trajectories gradients = Golden.Read<Trajectories>("optimizers.json");
    static readonly ClipGolden golden = Golden.Read<ClipGolden>("clips.json");

    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Equals_PyTorch(int index)
    {
        var expected = golden.Cases[index];
        var parameters = Parameters();
        Clip(expected).Apply(parameters);
        foreach (var (i, parameter) in parameters.Index())
            foreach (var (k, actual) in parameter.grad!.Values().Index())
                actual.ShouldBeClose(expected.Gradients[i][k], 1e-14, $"{expected.Name} {expected.Max}, parameter {i}[{k}]");
    }

    [Fact]
    public void Parameters_without_a_gradient_are_skipped()
    {
        var parameters = Parameters();
        foreach (var parameter in parameters) parameter.grad = null;
        new NormClip().Apply(parameters);
        parameters[1].grad = full(2, 2, 5.0, dtype: ScalarType.Float64);
        new NormClip(10).Apply(parameters);
        new ValueClip(2).Apply(parameters);
        parameters[0].grad.ShouldBeNull();
        parameters[1].grad!.Values().ShouldAllBe(g => g == 2);
    }

    [Fact]
    public void Zero_gradients_stay_zero()
    {
        var parameters = Parameters();
        foreach (var parameter in parameters) parameter.grad!.zero_();
        new NormClip().Apply(parameters);
        parameters.SelectMany(p => p.grad!.Values()).ShouldAllBe(g => g == 0);
    }

    [Theory]
    [InlineData(ScalarType.Float32, 1e20)]
    [InlineData(ScalarType.Float32, 3e38)]
    [InlineData(ScalarType.Float64, 1e160)]
    [InlineData(ScalarType.Float64, 1.7e308)]
    public void The_norm_of_huge_gradients_does_not_overflow(ScalarType dtype, double gradient)
    {
        Parameter[] parameters = [new(zeros(99, dtype: dtype)), new(zeros(1, dtype: dtype)), new(zeros(0, dtype: dtype))];
        foreach (var theta in parameters) theta.grad = full_like(theta, gradient);
        new NormClip(1).Apply(parameters);
        parameters.SelectMany(p => p.grad!.Values()).ShouldAllBe(g => Math.Abs(g - 0.1) < 1e-6);
    }

    [Theory]
    [InlineData(ScalarType.Float32, double.NaN)]
    [InlineData(ScalarType.Float32, double.PositiveInfinity)]
    [InlineData(ScalarType.Float64, double.NaN)]
    [InlineData(ScalarType.Float64, double.NegativeInfinity)]
    public void A_gradient_that_is_not_finite_stays_so(ScalarType dtype, double gradient)
    {
        var theta = new Parameter(zeros(3, dtype: dtype)) { grad = ones(3, dtype: dtype) };
        theta.grad![1] = gradient;
        new NormClip(1).Apply([theta]);
        double.IsFinite(theta.grad.Values()[1]).ShouldBeFalse();
    }

    static Parameter[] Parameters() => [.. gradients.Shapes.Select((shape, i) => new Parameter(Toy.Tensor(gradients.Start[i], shape))
    {
        grad = Toy.Tensor(gradients.Gradients[golden.Step][i], shape),
    })];

    static GradientClip Clip(ClipCase c) => c.Name == "norm" ? new NormClip(c.Max) : new ValueClip(c.Max);
}

sealed record ClipGolden(int Step, ClipCase[] Cases);

sealed record ClipCase(string Name, double Max, double[][] Gradients);
