using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests;

/// <summary>Parameters without a model, and gradients from a formula: eighths of mixed sign, so that float32 holds them exactly.</summary>
static class Toy
{
    public static readonly long[][] Shapes = [[3], [2, 3], [], [1]];

    public static double[] Start(int parameter) =>
        [.. Enumerable.Range(0, Size(parameter)).Select(k => 0.5 - (0.25 * k) + (0.125 * parameter))];

    public static double[] Gradient(int step, int parameter) => [.. Enumerable.Range(0, Size(parameter))
        .Select(k => (((((step * 7) + (k * 5) + (parameter * 3)) * 37 % 101) - 50.5) / 8) * (step % 4 == 3 ? 0.125 : 1))];

    public static int Size(int parameter) => (int)Shapes[parameter].Aggregate(1L, (a, b) => a * b);

    public static Parameter Parameter(double[] values, long[] shape, ScalarType dtype) => new(Tensor(values, shape, dtype));

    public static Parameter[] Parameters(ScalarType dtype = ScalarType.Float64) =>
        [.. Shapes.Select((shape, i) => Parameter(Start(i), shape, dtype))];

    public static Tensor Tensor(double[] values, long[] shape, ScalarType dtype = ScalarType.Float64) =>
        tensor(values, dtype: ScalarType.Float64).to(dtype).reshape(shape);

    /// <returns>[rows, columns], float64.</returns>
    public static Tensor Rows(params double[][] rows) => Tensor([.. rows.SelectMany(row => row)], [rows.Length, rows[0].Length]);

    /// <summary>As backward would: every parameter gets its gradient of this step.</summary>
    public static void Backward(IReadOnlyList<Parameter> parameters, int step, Func<int, bool>? reached = null)
    {
        for (var i = 0; i < parameters.Count; i++)
            parameters[i].grad = reached?.Invoke(i) == false ? null : Tensor(Gradient(step, i), Shapes[i], parameters[i].dtype);
    }

    public static double[] Values(this Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().to(ScalarType.Float64).reshape(-1).data<double>().ToArray();
    }

    public static double[][] Values(this IEnumerable<Tensor> tensors) => [.. tensors.Select(Values)];

    public static void ShouldBeClose(this double actual, double expected, double relative, string where) =>
        (Math.Abs(actual - expected) <= relative * Math.Max(1, Math.Abs(expected)))
            .ShouldBeTrue($"{where}: {actual:R} is not {expected:R}");
}
