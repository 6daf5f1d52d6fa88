using AdaShift.Bench.Records;
using AdaShift.Bench.Optim;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Testing;

/// <summary>Clamps every gradient to [−bound, bound].</summary>
[GradientClip("toy-clip", Source = "Test")]
public sealed record ToyClip([Interval("(0, inf)")] double Bound = 1) : GradientClip
{
    public override void Apply(IReadOnlyList<Parameter> parameters)
    {
        using var unrecorded = no_grad();
        foreach (var parameter in parameters) parameter.grad?.clamp_(-Bound, Bound);
    }
}
