using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Accelerators;

/// <summary>Many steps along known gradients in one call, against one call per step.</summary>
public sealed class SequenceTests : IDisposable
{
    const int Steps = 40;
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    public static TheoryData<string> Rules => AcceleratedRules.Names;

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_equals_step_after_step(string name)
    {
        foreach (var rule in new[] { AcceleratedRules.Named(name), AcceleratedRules.Named(name) with { Accelerate = false } })
        foreach (var dtype in new[] { ScalarType.Float64, ScalarType.Float32 })
        {
            var gradients = Gradients(dtype);
            var thetas = Advance(rule, gradients, new() { Every = 7 });
            thetas.shape.ShouldBe([5, 5]);
            var stepped = Stepped(rule, gradients);
            for (var k = 0; k < 5; k++) thetas[k].Values().ShouldBe(stepped[(7 * (k + 1)) - 1], $"{rule}, {dtype}, record {k}");
        }
    }

    [Fact]
    public void Bias_correction_stays_exact_over_many_steps()
    {
        var gradients = ones(20_000, 1, dtype: ScalarType.Float64);
        var thetas = Advance(new Adam(Lr: 1, Eps: 0, Beta2: 0.9999), gradients, new() { Every = 20_000 });
        thetas.Values()[0].ShouldBe(-20_000, 1e-8); // a constant gradient gives a step of exactly α
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_schedule_and_a_projection(bool accelerate)
    {
        var gradients = ones(6, 1, dtype: ScalarType.Float64);
        var thetas = Advance(new Sgd(Lr: 1) { Accelerate = accelerate }, gradients, new() { Factor = k => 5 + k, Low = -20 });
        thetas.Values().ShouldBe([-5, -11, -18, -20, -20, -20]);
    }

    [Fact]
    public void Moments_gather_under_a_factor_of_0()
    {
        var gradients = ones(5, 1, dtype: ScalarType.Float64);
        Advance(new Momentum(Lr: 1, Mu: 0.5), gradients, new() { Every = 5, Factor = k => k < 4 ? 0 : 1 })
            .Values()[0].ShouldBe(-1.9375); // the fifth step, of five gradients, is the first to move θ
    }

    [Fact]
    public void What_it_cannot_do_it_says()
    {
        using var optimizer = new Adam().For([new Parameter(zeros(5))]);
        Message(() => optimizer.Advance(ones(40, 4)))
            .ShouldStartWith("Known gradients take one parameter of shape [N] and gradients [K, N]; here 1 of [5] and [40, 4].");
        Message(() => optimizer.Advance(ones(40, 5, dtype: ScalarType.Float64)))
            .ShouldStartWith("θ is Float32 on cpu, its gradients are Float64 on cpu.");
        Should.Throw<InvalidOperationException>(() => optimizer.Advance(ones(40, 5), new() { Every = 0 })).Message
            .ShouldBe("θ cannot be recorded every 0 steps; allowed: 1 or more.");
        Should.Throw<InvalidOperationException>(() => optimizer.Advance(ones(40, 5), new() { Low = 1, High = -1 })).Message
            .ShouldBe("The interval of θ is empty: 1 to -1.");

        static string Message(Action run) => Should.Throw<ArgumentException>(run).Message;
    }

    static Tensor Gradients(ScalarType dtype) =>
        ((arange(Steps * 5, dtype: ScalarType.Float64) * 2.4).sin() * 3).to(dtype).reshape(Steps, 5);

    static Tensor Advance(UpdateRule rule, Tensor gradients, SequenceOptions options)
    {
        using var theta = new Parameter(zeros(gradients.shape[1], dtype: gradients.dtype));
        using var optimizer = rule.For([theta]);
        return optimizer.Advance(gradients, options);
    }

    static double[][] Stepped(UpdateRule rule, Tensor gradients)
    {
        using var theta = new Parameter(zeros(5, dtype: gradients.dtype));
        using var optimizer = rule.For([theta]);
        return [.. Enumerable.Range(0, Steps).Select(t =>
        {
            theta.grad = gradients[t].clone();
            optimizer.step();
            return theta.Values();
        })];
    }
}
