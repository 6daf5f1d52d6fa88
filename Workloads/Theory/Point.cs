using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Workloads;

/// <summary>A model that is nothing but θ: <c>[n]</c> in float64, starting at 0.</summary>
sealed class Point : Module
{
    public Point(long size = 1)
        : base(nameof(Point))
    {
        Theta = new Parameter(zeros(size, dtype: ScalarType.Float64));
        register_parameter("theta", Theta);
    }

    public Parameter Theta { get; }
}
