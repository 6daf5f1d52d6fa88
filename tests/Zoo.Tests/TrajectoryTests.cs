using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests;

/// <summary>The classic rules against trajectories of PyTorch's own (Golden/make_golden.py).</summary>
public sealed class TrajectoryTests
{
    static readonly Trajectories golden = Golden.Read<Trajectories>("optimizers.json");

    public static TheoryData<string> Cases() => golden.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Equals_PyTorch_in_float64(string name) => golden.Hold(name, ScalarType.Float64, 1e-12);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Equals_PyTorch_in_float32(string name) => golden.Hold(name, ScalarType.Float32, 2e-6);

    [Fact]
    public void Amsgrad_takes_the_maximum_over_corrected_v_when_asked()
    {
        // g = 1, 2, 0 with β1 = 0, β2 = 0.9: v = 0.1, 0.49, 0.441; corrected 1, 2.5789…, 1.6273…; so v̂ stays 2.5789 at the last step.
        using var scope = NewDisposeScope();
        var theta = new Parameter(tensor(0.0, dtype: ScalarType.Float64));
        using var optimizer = new Amsgrad(Lr: 1, Beta1: 0.5, Beta2: 0.9, Eps: 0, Form: AmsgradForm.Corrected).For([theta]);
        double last = 0, moved = 0;
        foreach (var g in new[] { 1.0, 2, 0 })
        {
            theta.grad = tensor(g, dtype: ScalarType.Float64);
            optimizer.step();
            moved = last - theta.item<double>();
            last = theta.item<double>();
        }

        const double m = ((1 * 0.5 * 0.5) + (2 * 0.5)) * 0.5 / (1 - 0.125);
        moved.ShouldBe(m / Math.Sqrt(0.49 / 0.19), 1e-12);
    }

    [Theory]
    [InlineData("adam")]
    [InlineData("amsgrad")]
    public void Zero_gradients_give_zero_steps_without_epsilon(string rule)
    {
        using var scope = NewDisposeScope();
        var theta = new Parameter(ones(3));
        using var optimizer = (rule == "adam" ? (UpdateRule)new Adam(Eps: 0) : new Amsgrad(Eps: 0)).For([theta]);
        for (var i = 0; i < 3; i++)
        {
            theta.grad = zeros(3);
            optimizer.step();
        }

        theta.Values().ShouldBe([1, 1, 1]);
    }
}
