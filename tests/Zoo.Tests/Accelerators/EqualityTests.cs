using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Accelerators;

/// <summary>The accelerated step against the plain rule.</summary>
public sealed class EqualityTests
{
    static readonly long[] sizes = [0, 1, 7, 8, 9, 515];

    public static TheoryData<string> Rules => AcceleratedRules.Names;

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_equals_the_plain_step(string name) => Lab.ShouldEqualPlain(AcceleratedRules.Named(name), sizes);

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_equals_the_plain_step_when_gradients_come_late_or_now_and_then(string name) =>
        Lab.ShouldEqualPlainWithGaps(AcceleratedRules.Named(name));

    [Fact]
    public void It_equals_the_plain_step_over_a_million_elements()
    {
        UpdateRule[] rules = [new Adam(), new Adashift(Delay: 4), new Adashift(Phi.Mean, Delay: 4), new Adashift(Phi.None, Delay: 4)];
        foreach (var rule in rules)
        {
            var accelerated = Lab.Run(rule, ScalarType.Float32, [1_000_003], 8);
            Lab.ShouldBeClose(accelerated, Lab.Run(rule with { Accelerate = false }, ScalarType.Float32, [1_000_003], 8), 4e-6, $"{rule}");
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_gradient_that_is_not_finite_leaves_m_with_the_window(double value)
    {
        // In m at steps 15 to 19, in v from step 25 on: in between, the step is what it would have been.
        void Spoil(int step, Parameter[] parameters)
        {
            if (step == 15) parameters[0].grad![2] = value;
        }

        foreach (var phi in Enum.GetValues<Phi>())
        {
            var rule = new Adashift(phi, Window: 5);
            var accelerated = Lab.Deltas(rule, ScalarType.Float64, 9, 24, Spoil);
            var plain = Lab.Deltas(rule with { Accelerate = false }, ScalarType.Float64, 9, 24, Spoil);
            accelerated[19][2].ShouldNotBe(0);
            double.IsFinite(accelerated[19][2]).ShouldBeFalse();
            accelerated[20].ShouldAllBe(d => double.IsFinite(d));
            foreach (var (step, (a, b)) in accelerated.Zip(plain).Index()) Lab.ShouldBeClose(a, b, 1e-12, $"{phi}, step {step}");
        }
    }

    [Fact]
    public void A_huge_gradient_leaves_nothing_behind_in_m()
    {
        static void Spike(int step, Parameter[] parameters)
        {
            if (step == 15) parameters[0].grad!.mul_(1e12);
        }

        foreach (var phi in Enum.GetValues<Phi>())
        foreach (var beta1 in new[] { 0.9, 1 })
        {
            var rule = new Adashift(phi, Lr: 1, Beta1: beta1, Window: 5);
            var accelerated = Lab.Deltas(rule, ScalarType.Float32, 9, 60, Spike);
            var plain = Lab.Deltas(rule with { Accelerate = false }, ScalarType.Float32, 9, 60, Spike);
            // Each delta against the largest of its element: v remembers the spike, so they are tiny.
            double[] size = [.. Enumerable.Range(0, 9).Select(j => plain[20..].Max(delta => Math.Abs(delta[j])))];
            for (var step = 20; step < 60; step++)
            {
                double[] actual = [.. accelerated[step].Zip(size, (d, s) => d / s)], expected = [.. plain[step].Zip(size, (d, s) => d / s)];
                Lab.ShouldBeClose(actual, expected, 1e-5, $"{rule}, step {step}");
            }
        }
    }

    [Fact]
    public void Rounding_does_not_pile_up_in_m_over_a_long_run()
    {
        var rule = new Adashift(Lr: 1, Beta1: 1);
        var accelerated = Lab.Deltas(rule, ScalarType.Float32, 9, 3000);
        var plain = Lab.Deltas(rule with { Accelerate = false }, ScalarType.Float32, 9, 3000);
        foreach (var step in new[] { 100, 1000, 2999 }) Lab.ShouldBeClose(accelerated[step], plain[step], 1e-5, $"step {step}");
    }

    [Fact]
    public void Zero_gradients_give_zero_steps_without_epsilon() => Lab.ShouldRestWithoutGradientsOrEpsilon();

    [Fact]
    public void A_schedule_scales_it()
    {
        foreach (var accelerate in new[] { true, false })
        {
            using var lab = new Lab(ScalarType.Float64, 1);
            var before = lab.Theta[0];
            using var optimizer = (new Sgd(Lr: 1) with { Accelerate = accelerate }).For(lab.Parameters);
            optimizer.Factor = 0.25;
            lab.Train(optimizer, 0, 1, (_, p) => p[0].grad!.fill_(8));
            lab.Theta[0].ShouldBe(before - 2, 1e-15);
        }
    }
}
