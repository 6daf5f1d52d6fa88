using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests;

/// <summary>What every rule of the zoo promises, whatever it computes; a new rule is held to it without a line here.</summary>
public sealed class ZooPropertyTests
{
    const int Steps = 16;

    /// <summary>Power of two: scaling by it rounds nothing.</summary>
    const double Scale = 1 << 20;

    /// <summary>Settings that take another way through a rule.</summary>
    static readonly Dictionary<string, UpdateRule> variants = ByName(
        new Sgd(Momentum: 0.9, WeightDecay: 0.1, Nesterov: true),
        new Sgd(Momentum: 0.9, Dampening: 0.5),
        new Adam(WeightDecay: 0.1),
        new Amsgrad(Form: AmsgradForm.Corrected, WeightDecay: 0.1),
        new Rmsprop(Momentum: 0.9, Centered: true, WeightDecay: 0.1),
        new Adagrad(LrDecay: 0.1, InitialAccumulator: 1),
        new Radam(Beta2: 0.5),
        new Lion(WeightDecay: 0.1),
        new Adashift(Phi.None, Delay: 2),
        new Adashift(Phi.Mean, Delay: 0),
        new Adashift(Block: AdashiftBlock.Global, Delay: 3));

    /// <summary>Rules whose step does not depend on the gradients' scale.</summary>
    static readonly Dictionary<string, UpdateRule> scaleFree = ByName(
        new Adam(Eps: 0),
        new Amsgrad(Eps: 0),
        new Amsgrad(Eps: 0, Form: AmsgradForm.Corrected),
        new Adamw(Eps: 0),
        new Adamnc(Eps: 0),
        new Nadam(Eps: 0),
        new Rmsprop(Eps: 0),
        new Rmsprop(Eps: 0, Momentum: 0.9, Centered: true),
        new Adagrad(Eps: 0),
        new Adamax(Eps: 0),
        new Lion(WeightDecay: 0.1),
        new Adashift(Eps: 0, Delay: 3),
        new Adashift(Phi.None, Eps: 0, Delay: 3),
        new Adashift(Phi.Mean, Eps: 0, Delay: 3, V: AdashiftV.RunningMax));

    public static TheoryData<string> Rules() => [.. ZooRules.Names, .. variants.Keys];

    public static TheoryData<string> ScaleFree() => [.. scaleFree.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Saved_after_any_step_it_goes_on_bit_for_bit(string name)
    {
        foreach (var rule in BothPaths(name))
        {
            var whole = Run(rule, 0, Steps, Start());
            for (var k = 0; k < Steps; k++)
            {
                using var first = rule.For(Start());
                Train(first, 0, k);
                using var saved = first.state_dict();
                Parameter[] copies = [.. first.Slots.Select(s => new Parameter(s.Theta.detach().clone()))];
                using var second = rule.For(copies);
                second.load_state_dict(saved);
                Train(second, k, Steps);
                copies.Values().ShouldBe(whole, $"{rule}, saved after {k} steps");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_order_of_the_parameters_does_not_matter(string name)
    {
        foreach (var rule in BothPaths(name))
        {
            var expected = Run(rule, 0, Steps, Start());
            var parameters = Start();
            using var optimizer = rule.For(Named(parameters).Reverse());
            Train(optimizer, 0, Steps);
            foreach (var (actual, wanted) in parameters.Values().SelectMany(v => v).Zip(expected.SelectMany(v => v)))
                actual.ShouldBeClose(wanted, 1e-13, $"{rule}");
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Gradients_that_were_always_zero_move_nothing_but_what_decays(string name)
    {
        foreach (var rule in BothPaths(name))
        {
            var decays = rule.GetType().GetProperty("WeightDecay")?.GetValue(rule) is > 0.0;
            var parameters = Start();
            var before = parameters.Values();
            using var optimizer = rule.For(parameters);
            Train(optimizer, 0, Steps, (_, g) => g * 0);
            parameters.Values().SelectMany(v => v).ShouldAllBe(x => double.IsFinite(x), $"{rule}");
            if (!decays) parameters.Values().ShouldBe(before, $"{rule}");
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_late_first_gradient_begins_a_parameters_own_time(string name)
    {
        foreach (var rule in BothPaths(name).Where(r => r.InitShared() is null))
        {
            const int late = 7;
            var (early, later) = (Start()[..1], Start()[..1]);
            using var one = rule.For(early);
            using var other = rule.For(later);
            Train(one, 0, Steps - late);
            for (var step = 0; step < late; step++) other.step();
            later.Values().ShouldBe(Start()[..1].Values(), "without a gradient");
            Train(other, 0, Steps - late);
            later.Values().ShouldBe(early.Values(), $"{rule}");
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Huge_and_tiny_gradients_stay_finite(string name)
    {
        foreach (var rule in BothPaths(name))
        foreach (var size in new[] { 1e30, 1e-30 })
        {
            var parameters = Start();
            using var optimizer = rule.For(parameters);
            Train(optimizer, 0, Steps, (step, g) => step % 5 == 4 ? g : g * size);
            parameters.Values().SelectMany(v => v).ShouldAllBe(x => double.IsFinite(x), $"{rule}, {size:R}");
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Squares_that_overflow_float32_make_no_nan(string name)
    {
        foreach (var rule in BothPaths(name).Where(r => r is not Rmsprop { Centered: true })) // ∞ − ∞, as in PyTorch
        foreach (var size in new[] { 1e30, 1e-30 })
        {
            var parameters = Start(ScalarType.Float32);
            using var optimizer = rule.For(parameters);
            Train(optimizer, 0, Steps, (step, g) => step % 5 == 4 ? g : g * size);
            parameters.Values().SelectMany(v => v).ShouldNotContain(x => double.IsNaN(x), $"{rule}, {size:R}");
        }
    }

    [Theory]
    [MemberData(nameof(ScaleFree))]
    public void Without_epsilon_the_scale_of_the_gradients_does_not_matter(string name)
    {
        foreach (var rule in BothPaths(name))
        {
            var expected = Run(rule, 0, Steps, Start());
            foreach (var scale in new[] { Scale, 1 / Scale })
            {
                var parameters = Start();
                using var optimizer = rule.For(parameters);
                Train(optimizer, 0, Steps, (_, g) => g * scale);
                parameters.Values().ShouldBe(expected, $"{rule}, gradients times {scale:R}");
            }
        }
    }

    static Dictionary<string, UpdateRule> ByName(params UpdateRule[] rules) =>
        rules.ToDictionary(r => r.ToString(), StringComparer.Ordinal);

    static UpdateRule[] BothPaths(string name)
    {
        var rule = variants.GetValueOrDefault(name) ?? scaleFree.GetValueOrDefault(name) ?? ZooRules.Named(name);
        return [rule, rule with { Accelerate = false }];
    }

    static Parameter[] Start(ScalarType dtype = ScalarType.Float64) => Toy.Parameters(dtype);

    static IEnumerable<(string, Parameter)> Named(Parameter[] parameters) =>
        parameters.Select((p, i) => (FormattableString.Invariant($"{i}"), p));

    static double[][] Run(UpdateRule rule, int from, int to, Parameter[] parameters)
    {
        using var optimizer = rule.For(parameters);
        Train(optimizer, from, to);
        return parameters.Values();
    }

    /// <param name="edit">Makes another gradient of a step's; null for none.</param>
    static void Train(RuleOptimizer optimizer, int from, int to, Func<int, Tensor, Tensor>? edit = null)
    {
        for (var step = from; step < to; step++)
        {
            using var scope = NewDisposeScope();
            foreach (var slot in optimizer.Slots)
            {
                var index = int.Parse(slot.Name, System.Globalization.CultureInfo.InvariantCulture);
                var gradient = Toy.Tensor(Toy.Gradient(step, index), Toy.Shapes[index], slot.Theta.dtype);
                slot.Theta.grad = edit?.Invoke(step, gradient) ?? gradient;
            }

            optimizer.step();
        }
    }
}
