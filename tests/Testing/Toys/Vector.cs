using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Testing;

/// <summary>The smallest model: one parameter θ of a given size, drawn from torch's global generator.</summary>
public sealed class Vector : Module
{
    readonly Parameter theta;

    public Vector(long size)
        : base(nameof(Vector))
    {
        theta = new Parameter(randn(size));
        RegisterComponents();
    }

    public Parameter Theta => theta;
}
