using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Accelerators;

/// <summary>What overflows is noticed at the same step on both paths.</summary>
public sealed class OverflowTests : IDisposable
{
    const int Steps = 60;

    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    public static TheoryData<string> Rules => AcceleratedRules.Names;

    /// <summary>In float32 the square of 1e20 is infinite, but a thousandth of it is not: rules must multiply in the same order.</summary>
    [Theory]
    [MemberData(nameof(Rules))]
    public void A_gradient_whose_square_overflows(string name)
    {
        var rule = AcceleratedRules.Named(name);
        foreach (var gradient in new[] { 1e20, 1e21, 1e30 })
        {
            var (fused, plain) = (FirstNotFinite(rule, gradient), FirstNotFinite(rule with { Accelerate = false }, gradient));
            fused.Step.ShouldBe(plain.Step, $"{rule}, {gradient}");
            // libtorch may contract v − m²: with v = ∞ that is ∞, and here, where m² overflows first, NaN, which b then takes.
            if (rule is not Rmsprop { Centered: true }) fused.Found.ShouldBe(plain.Found, $"{rule}, {gradient}");
        }
    }

    [Fact]
    public void A_v_of_the_whole_block_is_looked_at()
    {
        FirstNotFinite(new Adashift(Delay: 1), 1e21).ShouldBe((1, "the state V of '0' is not finite"));
        FirstNotFinite(new Adashift(Delay: 1, Block: AdashiftBlock.Global), 1e21)
            .ShouldBe((1, "the state V of the model, in the step of '0' is not finite"));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_parameter_without_elements_overflows_nothing(string name)
    {
        foreach (var rule in new[] { AcceleratedRules.Named(name), AcceleratedRules.Named(name) with { Accelerate = false } })
        foreach (long[] sizes in new long[][] { [0], [3, 0] })
            FirstNotFinite(rule, 1, sizes).ShouldBe((Steps, null), $"{rule}");
    }

    /// <summary>The row's infinity is nowhere to be seen after the last step: θ is projected, and SGD keeps no state.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_row_of_known_gradients_that_is_not_finite_is_named_though_the_projection_hides_it(bool accelerate)
    {
        var gradients = zeros(5, 3);
        gradients[2, 1] = double.PositiveInfinity;
        using var optimizer = (new Sgd() with { Accelerate = accelerate }).For([("w", new TorchSharp.Modules.Parameter(zeros(3)))]);
        optimizer.Advance(gradients, new() { Low = -1 });
        optimizer.Path.ShouldBe(accelerate ? StepPath.Accelerated : StepPath.Plain);
        optimizer.NotFinite.ShouldBe("the gradient of 'w' is not finite");
    }

    [Fact]
    public void Known_gradients_leave_no_gradient_and_no_older_one_is_blamed()
    {
        var theta = new TorchSharp.Modules.Parameter(zeros(3)) { grad = full(3, float.NaN) };
        using var optimizer = new Adam().For([theta]);
        optimizer.Advance(full(5, 3, 1e25f));
        optimizer.NotFinite.ShouldBe("the state V of '0' is not finite");
        theta.grad.ShouldBeNull();
    }

    [Fact]
    public void What_an_observer_has_mended_was_not_finite_all_the_same()
    {
        using var lab = new Lab(ScalarType.Float32, 3);
        using var optimizer = new Sgd().For(lab.Parameters);
        optimizer.Observer = (_, gradient, delta) =>
        {
            gradient.zero_();
            delta!.zero_();
        };
        lab.Train(optimizer, 0, 1, (_, parameters) => parameters[0].grad!.fill_(double.NaN));
        optimizer.NotFinite.ShouldBe("a gradient, a value or a state was not finite during the step");
    }

    /// <returns>The first step that is not finite, and what is said of it.</returns>
    static (int Step, string? Found) FirstNotFinite(UpdateRule rule, double gradient, params long[] sizes)
    {
        using var lab = new Lab(ScalarType.Float32, sizes.Length > 0 ? sizes : [40, 3]);
        using var optimizer = rule.For(lab.Parameters);
        for (var step = 0; step < Steps; step++)
        {
            lab.Train(optimizer, step, step + 1, (_, parameters) =>
            {
                foreach (var theta in parameters) theta.grad!.fill_(gradient);
            });
            if (optimizer.NotFinite is { } found) return (step, found);
        }

        optimizer.Path.ShouldBe(rule.Accelerate ? StepPath.Accelerated : StepPath.Plain);
        return (Steps, null);
    }
}
