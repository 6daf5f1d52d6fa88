using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Conformance.Checks;

/// <summary>Four parameters of different shapes, and gradients that depend on the step alone.</summary>
sealed class TinyModel : IDisposable
{
    static readonly long[][] shapes = [[3], [2, 3], [], [1]];

    public TinyModel(ScalarType dtype = ScalarType.Float32)
    {
        Parameters = [.. shapes.Select((shape, i) => ($"p{i}", new Parameter(Pattern(shape, 1, i).to(dtype).DetachFromDisposeScope())))];
    }

    public IReadOnlyList<(string name, Parameter parameter)> Parameters { get; }

    /// <summary>θ of all parameters, in their order.</summary>
    public double[] Theta => [.. Parameters.SelectMany(p => Values(p.parameter))];

    public IEnumerable<long[]> Shapes => Parameters.Select(p => p.parameter.shape);

    /// <summary>Sets the gradients of one step.</summary>
    /// <param name="reached">Which parameters get one; all by default.</param>
    public void Backward(int step, Func<int, bool>? reached = null)
    {
        using var scope = NewDisposeScope();
        foreach (var (i, (_, theta)) in Parameters.Index())
            theta.grad = reached?.Invoke(i) == false ? null : Pattern(shapes[i], step + 2, i).to(theta.dtype);
    }

    /// <summary>Steps as the runner does.</summary>
    public void Train(RuleOptimizer optimizer, int from, int to)
    {
        for (var step = from; step < to; step++)
        {
            Backward(step);
            optimizer.step();
        }
    }

    public void Dispose()
    {
        foreach (var (_, theta) in Parameters) theta.Dispose();
    }

    public static double[] Values(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().to(ScalarType.Float64).reshape(-1).data<double>().ToArray();
    }

    /// <summary>Numbers of both signs, none of them 0.</summary>
    static Tensor Pattern(long[] shape, int a, int b)
    {
        var index = arange(shape.Aggregate(1L, (n, d) => n * d), dtype: ScalarType.Float64);
        return ((index * 2.4) + (a * 1.7) + b).sin().add(0.01).reshape(shape);
    }
}
