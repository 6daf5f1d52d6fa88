using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Accelerators;

/// <summary>Parameters of given sizes, and gradients that depend on the step alone: of both signs, and of many magnitudes.</summary>
sealed class Lab : IDisposable
{
    readonly ScalarType dtype;

    public Lab(ScalarType dtype, params long[] sizes)
    {
        this.dtype = dtype;
        using var scope = NewDisposeScope(); // millions of elements: what the pattern is made of must not wait for finalizers
        Parameters = [.. sizes.Select((size, i) => new Parameter(Pattern(size, 0, i).DetachFromDisposeScope()))];
    }

    public Parameter[] Parameters { get; }

    public double[] Theta => [.. Parameters.SelectMany(p => p.Values())];

    /// <summary>Steps as a run does.</summary>
    /// <param name="edit">Changes the gradients of a step; null for none.</param>
    public void Train(RuleOptimizer optimizer, int from, int to, Action<int, Parameter[]>? edit = null)
    {
        for (var step = from; step < to; step++)
        {
            using var scope = NewDisposeScope();
            foreach (var (i, theta) in Parameters.Index()) theta.grad = Pattern(theta.numel(), step + 1, i);
            edit?.Invoke(step, Parameters);
            optimizer.step();
        }
    }

    public static double[] Run(UpdateRule rule, ScalarType dtype, long[] sizes, int steps = 32, Action<int, Parameter[]>? edit = null)
    {
        using var lab = new Lab(dtype, sizes);
        using var optimizer = rule.For(lab.Parameters);
        lab.Train(optimizer, 0, steps, edit);
        optimizer.Path.ShouldBe(rule.Accelerate ? StepPath.Accelerated : StepPath.Plain);
        return lab.Theta;
    }

    /// <returns>The deltas that an observer sees of parameter 0, step by step; empty where θ stays.</returns>
    public static double[][] Deltas(UpdateRule rule, ScalarType dtype, long size, int steps, Action<int, Parameter[]>? edit = null)
    {
        using var lab = new Lab(dtype, size);
        using var optimizer = rule.For(lab.Parameters);
        var seen = new List<double[]>();
        optimizer.Observer = (_, _, delta) => seen.Add(delta?.Values() ?? []);
        lab.Train(optimizer, 0, steps, edit);
        return [.. seen];
    }

    /// <summary>In both precisions.</summary>
    public static void ShouldEqualPlain(UpdateRule rule, long[] sizes)
    {
        foreach (var (dtype, tolerance) in new[] { (ScalarType.Float64, 1e-12), (ScalarType.Float32, 4e-6) })
            ShouldBeClose(Run(rule, dtype, sizes), Run(rule with { Accelerate = false }, dtype, sizes), tolerance, $"{dtype}");
    }

    /// <summary>With a parameter whose first gradient comes late, and one that has none now and then.</summary>
    public static void ShouldEqualPlainWithGaps(UpdateRule rule)
    {
        static void Drop(int step, Parameter[] parameters)
        {
            if (step < 6) parameters[1].grad = null;
            if (step % 3 == 1) parameters[2].grad = null;
        }

        var accelerated = Run(rule, ScalarType.Float64, [3, 9, 4], edit: Drop);
        ShouldBeClose(accelerated, Run(rule with { Accelerate = false }, ScalarType.Float64, [3, 9, 4], edit: Drop), 1e-12, $"{rule}");
    }

    /// <summary>ε = 0 divides 0 by 0 where nothing but zeros has been seen: that must be no step, not NaN.</summary>
    public static void ShouldRestWithoutGradientsOrEpsilon()
    {
        UpdateRule[] rules =
        [
            new Adam(Eps: 0), new Amsgrad(Eps: 0), new Adashift(Delay: 5, Eps: 0), new Adashift(Phi.None, Delay: 5, Eps: 0),
        ];
        foreach (var rule in rules)
        {
            using var still = new Lab(ScalarType.Float32, 9);
            var moved = Run(rule, ScalarType.Float32, [9], 12, (_, parameters) => parameters[0].grad!.zero_());
            moved.ShouldBe(still.Theta, $"{rule}");
        }
    }

    public static void ShouldBeClose(double[] actual, double[] expected, double tolerance, string where)
    {
        actual.Length.ShouldBe(expected.Length, where);
        for (var i = 0; i < actual.Length; i++)
            if (!actual[i].Equals(expected[i])) actual[i].ShouldBeClose(expected[i], tolerance, $"{where}, element {i}");
    }

    public void Dispose()
    {
        foreach (var theta in Parameters) theta.Dispose();
    }

    Tensor Pattern(long size, int step, int parameter)
    {
        var x = ((arange(size, dtype: ScalarType.Float64) * 2.4) + (step * 1.7) + parameter).sin();
        return (x * x.abs() * (1 + (step % 5))).to(dtype);
    }
}
