using AdaShift.Bench.Contracts;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Fused;

/// <summary>Many steps in one call, against one call a step.</summary>
public sealed class FusedSequenceTests : IDisposable
{
    const int Steps = 40;
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    public static TheoryData<string> Rules => FusedRules.Names;

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_equals_step_after_step(string name)
    {
        var rule = FusedRules.Named(name);
        if (!FusedSequence.Takes(rule)) return; // it says why: see below
        foreach (var (dtype, tolerance) in new[] { (ScalarType.Float64, 1e-12), (ScalarType.Float32, 4e-6) })
        {
            var gradients = Gradients(dtype);
            var thetas = FusedSequence.Run(rule, zeros(5, dtype: dtype), gradients, recordEvery: 7);
            thetas.shape.ShouldBe([5, 5]);
            var stepped = Stepped(rule, gradients);
            for (var k = 0; k < 5; k++)
                Lab.ShouldBeClose(thetas[k].Values(), stepped[(7 * (k + 1)) - 1], tolerance, $"{dtype}, record {k}");
        }
    }

    [Fact]
    public void Bias_correction_stays_exact_over_many_steps()
    {
        var gradients = ones(20_000, 1, dtype: ScalarType.Float64);
        var thetas = FusedSequence.Run(new Adam(Lr: 1, Eps: 0, Beta2: 0.9999), zeros(1, dtype: ScalarType.Float64), gradients, 20_000);
        thetas.Values()[0].ShouldBe(-20_000, 1e-8); // a constant gradient gives a step of exactly α
    }

    [Fact]
    public void A_schedule_and_a_projection()
    {
        var gradients = ones(6, 1, dtype: ScalarType.Float64);
        var options = new SequenceOptions { Factors = arange(5, 11, dtype: ScalarType.Float64), Low = -20 };
        var thetas = FusedSequence.Run(new Sgd(Lr: 1), zeros(1, dtype: ScalarType.Float64), gradients, 1, options);
        thetas.Values().ShouldBe([-5, -11, -18, -20, -20, -20]);
    }

    [Fact]
    public void Moments_gather_under_a_factor_of_0()
    {
        using var factors = tensor(new double[] { 0, 0, 0, 0, 1 });
        var gradients = ones(5, 1, dtype: ScalarType.Float64);
        FusedSequence.Run(new Momentum(Lr: 1, Mu: 0.5), zeros(1, dtype: ScalarType.Float64), gradients, 5, new() { Factors = factors })
            .Values()[0].ShouldBe(-1.9375); // the fifth step, of five gradients, is the first to move θ
    }

    [Fact]
    public void The_start_is_left_as_it_was()
    {
        var start = zeros(5);
        FusedSequence.Run(new Sgd(), start, Gradients(ScalarType.Float32), 1);
        start.Values().ShouldAllBe(x => x == 0);
    }

    [Fact]
    public void What_it_cannot_do_it_says()
    {
        var (theta, gradients) = (zeros(5), Gradients(ScalarType.Float32));
        FusedSequence.Takes(new Adashift(Mask: true)).ShouldBeFalse();
        Message(() => FusedSequence.Run(new Adashift(Mask: true), theta, gradients, 1))
            .ShouldContain("Adashift offers no fused step with these settings");
        Message(() => FusedSequence.Run(new Adam(Lr: -1), theta, gradients, 1)).ShouldContain("lr = -1 is outside (0, inf)");
        Message(() => FusedSequence.Run(new Adam(), zeros(4), gradients, 1))
            .ShouldStartWith("θ must be [N] and the gradients [T, N]; they are [4] and [40, 5].");
        Message(() => FusedSequence.Run(new Adam(), zeros(5, dtype: ScalarType.Float64), gradients, 1))
            .ShouldContain("they are Float64 and Float32");
        Message(() => FusedSequence.Run(new Adam(), theta, gradients, 1, new() { Factors = ones(3, dtype: ScalarType.Float64) }))
            .ShouldStartWith("The factors must be [40] Float64, one a step; they are [3] Float64.");
        Message(() => FusedSequence.Run(new Adam(), theta, gradients, 0)).ShouldContain("recordEvery");

        static string Message(Action run) => Should.Throw<ArgumentException>(run).Message;
    }

    static Tensor Gradients(ScalarType dtype) =>
        ((arange(Steps * 5, dtype: ScalarType.Float64) * 2.4).sin() * 3).to(dtype).reshape(Steps, 5);

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
