using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>Scales all gradients down together when their joint norm is too large: g ← g · min(1, max / (‖g‖₂ + 10⁻⁶)).</summary>
/// <remarks>
/// PyTorch's <c>clip_grad_norm_</c>, its 10⁻⁶ included, but with the norm in float64: in float32 the square of 10²⁰ overflows, and all
/// gradients would become 0. The norm stays on the device: nobody waits for it.
/// </remarks>
/// <param name="Max">The largest norm that stays as it is.</param>
[GradientClip("norm", Source = "Pascanu, Mikolov & Bengio, ICML 2013, arXiv 1211.5063, Algorithm 1")]
public sealed record NormClip([Interval("(0, inf)")] double Max = 1) : GradientClip
{
    public override void Apply(IReadOnlyList<Parameter> parameters)
    {
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        var gradients = parameters.Select(p => p.grad).OfType<Tensor>().ToList();
        if (gradients.Count == 0) return;
        var norm = stack(gradients.Select(g => g.to(ScalarType.Float64).norm())).norm();
        var factor = (norm + 1e-6).reciprocal_().mul_(Max).clamp_max_(1);
        foreach (var gradient in gradients) gradient.mul_(factor);
    }
}
