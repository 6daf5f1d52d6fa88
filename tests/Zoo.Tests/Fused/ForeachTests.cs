using AdaShift.Bench.Contracts;
using AdaShift.Bench.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Fused;

/// <summary>The fused step of a GPU is made of libtorch's foreach operators, which the CPU has too: here it is taken there.</summary>
public sealed class ForeachTests : IDisposable
{
    static readonly long[] sizes = [0, 1, 7, 8, 9, 515];

    public ForeachTests() => FusedKernels.Use("foreach").ShouldBeTrue();

    public static TheoryData<string> Rules => FusedRules.Names;

    public void Dispose() => FusedKernels.Use(null);

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_equals_the_eager_step(string name) => Lab.ShouldEqualEager(FusedRules.Named(name), sizes);

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_equals_the_eager_step_when_gradients_come_late_or_now_and_then(string name) =>
        Lab.ShouldEqualEagerWithGaps(FusedRules.Named(name));

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_an_observer_sees_is_what_moves(string name)
    {
        var rule = FusedRules.Named(name);
        using var lab = new Lab(ScalarType.Float64, sizes);
        using var optimizer = rule.For(lab.Parameters);
        var seen = 0;
        optimizer.Observer = (_, _, delta) => seen += delta is null ? 0 : 1;
        lab.Train(optimizer, 0, 30);
        seen.ShouldBeGreaterThan(0);
        Lab.ShouldBeClose(lab.Theta, Lab.Run(rule, ScalarType.Float64, sizes, 30), 1e-12, name);
    }

    [Fact]
    public void It_goes_on_from_the_kernels_state_and_they_from_its()
    {
        foreach (var rule in new UpdateRule[] { new Adam(), new Amsgrad(), new Adashift(), new Adashift(Phi.Mean), new Adashift(Phi.None) })
        {
            using var lab = new Lab(ScalarType.Float64, sizes);
            using var optimizer = rule.For(lab.Parameters);
            foreach (var (from, to, way) in new[] { (0, 13, null), (13, 24, "foreach"), (24, 30, null) })
            {
                FusedKernels.Use(way);
                lab.Train(optimizer, from, to);
            }

            Lab.ShouldBeClose(lab.Theta, Lab.Run(rule, ScalarType.Float64, sizes, 30), 1e-12, $"{rule}");
        }
    }

    [Fact]
    public void More_parameters_than_a_batch_holds_step_batch_by_batch()
    {
        long[] large = [5_000_000, 3, 5_000_000];
        Lab.ShouldBeClose(
            Lab.Run(new Adashift(Delay: 1), ScalarType.Float32, large, 3),
            Lab.Run(new Adashift(Delay: 1) with { Fused = false }, ScalarType.Float32, large, 3), 4e-6, "two batches");
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_gradient_that_is_not_finite_leaves_m_with_the_window(double value)
    {
        void Spoil(int step, Parameter[] parameters)
        {
            if (step == 15) parameters[0].grad![2] = value;
        }

        foreach (var phi in Enum.GetValues<Phi>())
        {
            var rule = new Adashift(phi, Window: 5);
            var fused = Lab.Deltas(rule, ScalarType.Float64, 9, 24, Spoil);
            var eager = Lab.Deltas(rule with { Fused = false }, ScalarType.Float64, 9, 24, Spoil);
            double.IsFinite(fused[19][2]).ShouldBeFalse();
            foreach (var (step, (a, b)) in fused.Zip(eager).Index()) Lab.ShouldBeClose(a, b, 1e-12, $"{phi}, step {step}");
        }
    }

    [Fact]
    public void Zero_gradients_give_zero_steps_without_epsilon() => Lab.ShouldRestWithoutGradientsOrEpsilon();

    [Fact]
    public void A_state_that_does_not_fit_is_refused_before_anything_moves() => Lab.ShouldRefuseAStateOfAnotherSize(
        "fused step: m must hold 4 elements of Float, contiguous, on cpu; it holds 5 of Float on cpu");
}
