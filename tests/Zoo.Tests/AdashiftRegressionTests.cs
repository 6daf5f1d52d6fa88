using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests;

/// <summary>What other implementations of AdaShift got wrong, one test each.</summary>
public sealed class AdashiftRegressionTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(10)]
    public void Bug_1_the_first_move_comes_after_n_steps_and_is_finite(int n)
    {
        var path = Path(new Adashift(Delay: n), [.. Enumerable.Repeat(2.0, n + 3)]);
        for (var t = 1; t <= n; t++) path[t - 1].ShouldBe(1, $"step {t} of the warm-up");
        path[n].ShouldBeLessThan(1);
        path.ShouldAllBe(theta => double.IsFinite(theta));
    }

    [Fact]
    public void Bug_2_v_takes_the_gradient_of_n_steps_ago_even_with_n_1()
    {
        // m = g[2] = 3, v̂ = g[1]² = 16: a step of 3/4. Without a shift it would be 3/3.
        var path = Path(new Adashift(Lr: 1, Delay: 1, Eps: 0), [4, 3]);
        path[1].ShouldBe(1 - 0.75, 1e-12);
    }

    [Fact]
    public void Bug_3_an_impulse_weighs_in_m_for_n_steps_and_then_vanishes()
    {
        var rule = new Adashift(Phi.None, Lr: 1, Beta1: 0.9, Beta2: 0, Delay: 4, Eps: 1);
        double[] gradients = [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        // Until the impulse leaves the window v is 0, and with ε = 1 the step is m itself.
        var steps = Steps(rule, gradients);
        const double z = 1 + 0.9 + 0.81 + 0.729;
        steps[5].ShouldBe(1 / z, 1e-12);
        steps[6].ShouldBe(0.9 / z, 1e-12);
        steps[7].ShouldBe(0.81 / z, 1e-12);
        steps[8].ShouldBe(0.729 / z, 1e-12);
        steps[9..].ShouldAllBe(step => step == 0);
    }

    [Fact]
    public void Bug_4_gradients_of_the_warm_up_are_in_m_at_the_first_move()
    {
        // n = 3, β1 = 1: m at step 4 is the mean of g[2..4]; v̂ = g[1]² = 4.
        var steps = Steps(new Adashift(Lr: 1, Beta1: 1, Delay: 3, Eps: 0), [2, 6, 9, 3]);
        steps[3].ShouldBe((6 + 9 + 3) / 3.0 / 2, 1e-12);
    }

    [Fact]
    public void Bug_5_a_parameter_that_gets_its_first_gradient_late_moves_as_if_it_began_then()
    {
        var (early, late) = (One(1), One(1));
        using var optimizer = new Adashift(Delay: 2).For([early, late]);
        var (earlyPath, latePath) = (new List<double>(), new List<double>());
        for (var t = 0; t < 20; t++)
        {
            early.grad = t < 12 ? Scalar(2 + t) : null;
            late.grad = t >= 7 ? Scalar(2 + t - 7) : null;
            optimizer.step();
            if (t < 12) earlyPath.Add(early.item<double>());
            if (t >= 7) latePath.Add(late.item<double>());
        }

        latePath.Take(12).ShouldBe(earlyPath);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1e-8)]
    public void Bug_6_zero_gradients_give_zero_steps(double eps)
    {
        foreach (var phi in Enum.GetValues<Phi>())
        foreach (var delay in new[] { 0, 1, 3 })
        foreach (var v in Enum.GetValues<AdashiftV>())
            Path(new Adashift(phi, Delay: delay, Eps: eps, V: v), new double[8]).ShouldAllBe(theta => theta == 1, $"{phi} {delay} {v}");
        Path(new Adashift(Phi.Max, Delay: 2, Block: AdashiftBlock.Global, Eps: eps), new double[8]).ShouldAllBe(theta => theta == 1);
    }

    [Fact]
    public void Bug_7_saved_and_loaded_at_any_step_it_goes_on_bit_for_bit()
    {
        foreach (var block in new[] { AdashiftBlock.Parameter, AdashiftBlock.Global })
        foreach (var delay in new[] { 0, 1, 4 })
        foreach (var v in Enum.GetValues<AdashiftV>())
        {
            var rule = new Adashift(Delay: delay, Block: block, V: v);
            var whole = Resumed(rule, 12, interruptedAfter: null);
            for (var k = 0; k < 12; k++) Resumed(rule, 12, interruptedAfter: k).ShouldBe(whole, $"{rule} interrupted after {k}");
        }
    }

    [Fact]
    public void Bug_8_the_window_keeps_copies_that_zeroing_a_gradient_in_place_cannot_reach()
    {
        var theta = One(1);
        using var optimizer = new Adashift(Lr: 1, Delay: 1, Eps: 0).For([theta]);
        theta.grad = Scalar(4);
        optimizer.step();
        theta.grad!.zero_();
        theta.grad.add_(3);
        optimizer.step();
        theta.item<double>().ShouldBe(0.25, 1e-12);
    }

    [Fact]
    public void A_gradient_that_is_not_finite_leaves_m_with_the_window()
    {
        // window = 1 of n = 3: m at step 4 is g[4] alone, whatever came before; v̂ is g[1]².
        Steps(new Adashift(Lr: 1, Delay: 3, Window: 1, Eps: 0), [2, double.NaN, double.PositiveInfinity, 6])[3].ShouldBe(3, 1e-12);
    }

    /// <returns>θ after every step, from 1.</returns>
    static double[] Path(Adashift rule, double[] gradients)
    {
        var theta = One(1);
        using var optimizer = rule.For([theta]);
        return [.. gradients.Select(g =>
        {
            theta.grad = Scalar(g);
            optimizer.step();
            return theta.item<double>();
        })];
    }

    static double[] Steps(Adashift rule, double[] gradients)
    {
        var theta = One(0);
        var steps = new List<double>();
        using var optimizer = rule.For([theta]);
        optimizer.Observer = (_, _, delta) => steps.Add(delta?.item<double>() ?? 0);
        foreach (var g in gradients)
        {
            theta.grad = Scalar(g);
            optimizer.step();
        }

        return [.. steps];
    }

    static double[] Resumed(Adashift rule, int steps, int? interruptedAfter)
    {
        var parameters = Toy.Parameters(ScalarType.Float32);
        var optimizer = rule.For(parameters);
        for (var step = 0; step < steps; step++)
        {
            Toy.Backward(parameters, step, i => i != 1 || step >= 5);
            optimizer.step();
            if (step != interruptedAfter) continue;
            using var saved = optimizer.state_dict();
            optimizer.Dispose();
            optimizer = rule.For(parameters);
            optimizer.load_state_dict(saved);
        }

        optimizer.Dispose();
        return [.. parameters.SelectMany(p => p.Values())];
    }

    static Parameter One(double value) => new(Scalar(value));

    static Tensor Scalar(double value) => tensor(value, dtype: ScalarType.Float64);
}
