using AdaShift.Bench.Zoo.Tests.Oracles;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests;

/// <summary>Every setting of adashift against Algorithm 2 in plain doubles, step by step.</summary>
public sealed class AdashiftOracleTests
{
    const int Steps = 28;

    public static TheoryData<Phi, AdashiftBlock, AdashiftV, int> Settings()
    {
        var data = new TheoryData<Phi, AdashiftBlock, AdashiftV, int>();
        foreach (var phi in Enum.GetValues<Phi>())
        foreach (var block in Enum.GetValues<AdashiftBlock>())
        foreach (var v in Enum.GetValues<AdashiftV>())
        foreach (var delay in new[] { 0, 1, 2, 5, 10 })
            if (!new Adashift(phi, Block: block, Delay: delay).Validate().Any()) data.Add(phi, block, v, delay);
        return data;
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Follows_algorithm_2_in_float64(Phi phi, AdashiftBlock block, AdashiftV v, int delay)
    {
        foreach (var rule in Rules(phi, block, v, delay)) Compare(rule, ScalarType.Float64, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Follows_algorithm_2_in_float32(Phi phi, AdashiftBlock block, AdashiftV v, int delay)
    {
        foreach (var rule in Rules(phi, block, v, delay)) Compare(rule, ScalarType.Float32, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Parameters_that_get_gradients_late_or_now_and_then_keep_their_own_time(Phi phi, AdashiftBlock block, AdashiftV v, int delay)
    {
        foreach (var rule in Rules(phi, block, v, delay))
            Compare(rule, ScalarType.Float64, 1e-12, (step, i) => i switch { 1 => step >= 6, 2 => step % 3 != 1, _ => true });
    }

    static IEnumerable<Adashift> Rules(Phi phi, AdashiftBlock block, AdashiftV v, int delay) =>
        from window in new[] { 0, 1, (delay + 1) / 2 }.Distinct()
        from beta1 in new[] { 0, 0.9, 1 }
        from beta2 in new[] { 0.5, 0.999 }
        from accelerate in new[] { false, true }
        let rule = new Adashift(phi, 0.01, beta1, beta2, delay, window, block, v) { Accelerate = accelerate }
        where !rule.Validate().Any()
        select rule;

    static void Compare(Adashift rule, ScalarType dtype, double relative, Func<int, int, bool>? reached = null)
    {
        using var scope = NewDisposeScope();
        var parameters = Toy.Parameters(dtype);
        using var optimizer = rule.For(parameters);
        var oracle = Oracle(rule);
        for (var step = 0; step < Steps; step++)
        {
            Toy.Backward(parameters, step, i => reached?.Invoke(step, i) ?? true);
            oracle.Step([.. parameters.Select((p, i) => reached?.Invoke(step, i) == false ? null : Toy.Gradient(step, i))]);
            optimizer.step();
            for (var i = 0; i < parameters.Length; i++)
                foreach (var (k, actual) in parameters[i].Values().Index())
                    actual.ShouldBeClose(oracle.Theta[i][k], relative, $"{rule}, step {step}, parameter {i}[{k}]");
        }
    }

    static AdaShiftOracle Oracle(Adashift rule) => new()
    {
        Phi = rule.Phi,
        Block = rule.Block,
        V = rule.V,
        N = rule.Delay,
        M = rule.Window > 0 ? rule.Window : rule.Delay,
        Alpha = rule.Lr,
        Beta1 = rule.Beta1,
        Beta2 = rule.Beta2,
        Epsilon = rule.Eps,
        Theta = [.. Toy.Shapes.Select((_, i) => Toy.Start(i))],
    };
}
