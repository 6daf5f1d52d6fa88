using AdaShift.Bench.Zoo.Gans;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Gans;

/// <summary>Effective weights, and spectral normalisation of a matrix whose singular values are known.</summary>
public sealed class EqualizedLayerTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public EqualizedLayerTests() => manual_seed(1);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Stored_weights_are_uniform_and_biases_0()
    {
        var layer = new EqualizedConv2d(8, 64, std: 0.01);
        var (weight, bias) = (layer.get_parameter("weight")!, layer.get_parameter("bias")!);
        weight.shape.ShouldBe([64, 8, 3, 3]);
        weight.abs().max().item<float>().ShouldBeInRange(0.0171f, (float)(0.01 * Math.Sqrt(3)));
        weight.std().item<float>().ShouldBe(0.01f, 3e-4f);
        bias.Values().ShouldAllBe(b => b == 0);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(1)]
    public void The_weight_at_work_is_divided_by_s_and_the_root_of_fan_in(double std)
    {
        var layer = new EqualizedLinear(4, 1, std);
        Set(layer, "weight", full(1, 4, std));
        Set(layer, "bias", ones(1) * 3);
        layer.call(ones(1, 4)).item<float>().ShouldBe(5, 1e-5f); // 4 · (1/√4) + 3

        var conv = new EqualizedConv2d(1, 1, std: std);
        Set(conv, "weight", full([1, 1, 3, 3], std));
        conv.call(ones(1, 1, 3, 3)).Values()[4].ShouldBe(3, 1e-5); // 9 · (1/√9) in the middle
        conv.call(ones(1, 1, 3, 3)).Values()[0].ShouldBe(4.0 / 3, 1e-5); // zeros around the image
    }

    [Fact]
    public void Spectral_normalisation_tends_to_the_largest_singular_value()
    {
        var layer = new EqualizedLinear(3, 3, powerIterations: 3);
        Set(layer, "weight", diag(tensor([1f, -3f, 0.5f])));
        for (var step = 0; step < 10; step++) layer.PowerIterate();
        layer.call(eye(3)).Values().Where((_, i) => i % 4 == 0).ShouldBe([1 / 3.0, -1, 0.5 / 3], 1e-6);
    }

    [Fact]
    public void The_largest_singular_value_of_a_convolution_is_that_of_its_matrix()
    {
        var conv = new EqualizedConv2d(2, 3, powerIterations: 1);
        for (var step = 0; step < 200; step++) conv.PowerIterate();
        var matrix = conv.get_parameter("weight")!.flatten(1).to(ScalarType.Float64);
        var (u, v) = (conv.get_buffer("u")!.to(ScalarType.Float64), conv.get_buffer("v")!.to(ScalarType.Float64));
        u.dot(matrix.mv(v)).item<double>().ShouldBe(linalg.svdvals(matrix)[0].item<double>(), 1e-7);
    }

    [Fact]
    public void A_fresh_layer_has_a_good_estimate_already()
    {
        var weight = new EqualizedLinear(20, 20, powerIterations: 1).call(eye(20));
        linalg.svdvals(weight)[0].item<float>().ShouldBe(1, 0.1f);
    }

    [Fact]
    public void Forward_passes_leave_the_estimate_alone()
    {
        var layer = new EqualizedLinear(3, 3, powerIterations: 3);
        var first = layer.call(eye(3)).Values();
        layer.call(eye(3)).Values().ShouldBe(first);
    }

    [Fact]
    public void The_gradient_goes_through_the_division()
    {
        var layer = new EqualizedLinear(3, 2, std: 1, powerIterations: 1);
        layer.to(ScalarType.Float64);
        var x = randn(4, 3, dtype: ScalarType.Float64);
        FiniteDifferences.ShouldAgree(() => layer.call(x).square().sum(), layer.parameters());
    }

    [Fact]
    public void The_term_moves_every_layer_and_wants_one()
    {
        using var term = LipschitzTerm.Create(Lipschitz.Sn);
        var critic = new MlpCritic(2, 4, 1, powerIterations: 3);
        var before = critic.buffers().Select(b => b.Values()).ToList();
        before.Count.ShouldBe(4);
        using (no_grad())
            foreach (var parameter in critic.parameters()) parameter.add_(randn_like(parameter));
        term.AfterStep(critic);
        foreach (var (was, now) in before.Zip(critic.buffers()).Take(2)) now.Values().ShouldNotBe(was);

        Should.Throw<InvalidOperationException>(() => term.AfterStep(new MlpCritic(2, 4, 1))).Message
            .ShouldBe("Spectral normalisation needs a critic whose layers have it: build MlpCritic with powerIterations of 1 or more.");
    }

    [Fact]
    public void The_estimates_are_saved_with_the_critic()
    {
        var critic = new MlpCritic(2, 4, 1, powerIterations: 3);
        var other = new MlpCritic(2, 4, 1, powerIterations: 3);
        using var snapshot = new Snapshot();
        snapshot.PutModule(critic);
        snapshot.GetModule(other);
        other.call(ones(3, 2)).Values().ShouldBe(critic.call(ones(3, 2)).Values());
    }

    [Fact]
    public void Bad_settings_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new EqualizedLinear(2, 2, std: 0)).ParamName.ShouldBe("std");
        Should.Throw<ArgumentOutOfRangeException>(() => new EqualizedLinear(2, 2, powerIterations: -1)).ParamName
            .ShouldBe("powerIterations");
    }

    static void Set(nn.Module module, string name, Tensor value)
    {
        using var unrecorded = no_grad();
        module.get_parameter(name)!.copy_(value);
    }
}
