using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests;

/// <summary>Settings that must be refused, and settings that make one rule another.</summary>
public sealed class ZooSettingsTests
{
    [Fact]
    public void Dampening_without_momentum_says_what_to_do() =>
        new Sgd(Dampening: 0.5).Validate().ShouldBe(["dampening = 0.5 has no momentum to act on; allowed: momentum > 0, or dampening = 0"]);

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(0.9, 0.5)]
    public void Nesterov_needs_a_momentum_that_is_not_dampened(double momentum, double dampening) =>
        new Sgd(Momentum: momentum, Dampening: dampening, Nesterov: true).Validate()
            .ShouldContain(p => p.StartsWith("nesterov = true needs momentum > 0 and dampening = 0;", StringComparison.Ordinal));

    [Fact]
    public void Sgd_with_momentum_is_momentum() => ShouldBeOneRule(new Sgd(Lr: 0.01, Momentum: 0.9), new Momentum(Lr: 0.01, Mu: 0.9));

    [Fact]
    public void Adamw_without_decay_is_adam() => ShouldBeOneRule(new Adamw(WeightDecay: 0), new Adam());

    [Theory]
    [InlineData("adadelta", "eps = 0 is outside (0, inf)")]
    [InlineData("lion", "beta2 = 1 is outside [0, 1)")]
    [InlineData("rmsprop", "alpha = 1 is outside [0, 1)")]
    public void A_setting_out_of_range_is_named(string rule, string message)
    {
        UpdateRule wrong = rule switch { "adadelta" => new Adadelta(Eps: 0), "lion" => new Lion(Beta2: 1), _ => new Rmsprop(Alpha: 1) };
        Should.Throw<ArgumentException>(() => wrong.For(Toy.Parameters())).Message.ShouldContain(message);
    }

    [Fact]
    public void A_centered_rmsprop_survives_a_constant_gradient()
    {
        // v − m² tends to 0 and is rounded below it; PyTorch's root is then NaN.
        using var scope = NewDisposeScope();
        var theta = Toy.Parameter([1, 1], [2], ScalarType.Float32);
        using var optimizer = new Rmsprop(Alpha: 0.5, Centered: true).For([theta]);
        for (var step = 0; step < 60; step++)
        {
            theta.grad = Toy.Tensor([0.41, 0.47], [2], ScalarType.Float32);
            optimizer.step();
        }

        theta.Values().ShouldAllBe(x => double.IsFinite(x));
    }

    [Theory]
    [InlineData("adashift[phi=none]")]
    [InlineData("adam")]
    [InlineData("amsgrad")]
    [InlineData("adamw")]
    [InlineData("adamnc")]
    [InlineData("nadam")]
    [InlineData("rmsprop")]
    [InlineData("adagrad")]
    [InlineData("adadelta")]
    [InlineData("radam")]
    public void Probes_see_the_second_moment(string name)
    {
        using var scope = NewDisposeScope();
        var theta = Toy.Parameter([1, 1], [2], ScalarType.Float64);
        var rule = name.StartsWith("adashift", StringComparison.Ordinal) ? new Adashift(Phi.None, Delay: 1) : ZooRules.Named(name);
        using var optimizer = rule.For([theta]);
        for (var step = 0; step < 2; step++)
        {
            theta.grad = Toy.Tensor([2, 0], [2]);
            optimizer.step();
        }

        var v = optimizer.Slots[0].State.ShouldBeAssignableTo<ISecondMoment>()!.SecondMoment!.Values();
        v[0].ShouldBeGreaterThan(0);
        v[1].ShouldBe(0);
    }

    [Fact]
    public void A_centered_rmsprop_does_not_pass_its_v_off_as_what_it_divides_by()
    {
        using var scope = NewDisposeScope();
        var theta = Toy.Parameter([1, 1], [2], ScalarType.Float64);
        using var optimizer = new Rmsprop(Centered: true).For([theta]);
        theta.grad = Toy.Tensor([2, 0], [2]);
        optimizer.step();

        optimizer.Slots[0].State.ShouldBeAssignableTo<ISecondMoment>()!.SecondMoment.ShouldBeNull();
    }

    [Fact]
    public void Epsilon_that_half_precision_rounds_to_0_makes_no_nan()
    {
        foreach (var name in ZooRules.Names)
        {
            using var scope = NewDisposeScope();
            var theta = Toy.Parameter([1, 1], [2], ScalarType.Float16);
            using var optimizer = ZooRules.Named(name).For([theta]);
            for (var step = 0; step < 12; step++)
            {
                theta.grad = Toy.Tensor([0, 0], [2], ScalarType.Float16);
                optimizer.step();
            }

            theta.Values().ShouldAllBe(x => double.IsFinite(x), name);
        }
    }

    static void ShouldBeOneRule(UpdateRule one, UpdateRule other)
    {
        foreach (var accelerate in new[] { false, true })
            Run(one with { Accelerate = accelerate }).ShouldBe(Run(other with { Accelerate = accelerate }));
    }

    static double[][] Run(UpdateRule rule)
    {
        using var scope = NewDisposeScope();
        var parameters = Toy.Parameters();
        using var optimizer = rule.For(parameters);
        for (var step = 0; step < 12; step++)
        {
            Toy.Backward(parameters, step);
            optimizer.step();
        }

        return parameters.Values();
    }
}
