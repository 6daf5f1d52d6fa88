using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>Cuts every element of every gradient to [−max, max].</summary>
/// <remarks>PyTorch's <c>clip_grad_value_</c>. Unlike <c>norm</c>, it turns the direction of the step.</remarks>
/// <param name="Max">The largest magnitude that stays as it is.</param>
[GradientClip("value", Source = "Mikolov 2012, Statistical language models based on neural networks, section 3.2.2")]
public sealed record ValueClip([Interval("(0, inf)")] double Max = 1) : GradientClip
{
    public override void Apply(IReadOnlyList<Parameter> parameters)
    {
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        foreach (var gradient in parameters.Select(p => p.grad).OfType<Tensor>()) gradient.clamp_(-Max, Max);
    }
}
