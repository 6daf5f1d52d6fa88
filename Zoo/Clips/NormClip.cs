using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>Scales all gradients down together when their joint norm is too large: g ← g · min(1, max / (‖g‖₂ + 10⁻⁶)).</summary>
/// <remarks>
/// PyTorch's <c>clip_grad_norm_</c>, its 10⁻⁶ included, but with the norm in float64, and of scaled elements where a square would overflow
/// even there: with an infinite norm all gradients would become 0, in float32 from 10²⁰ on. The norm stays on the device: nobody waits for
/// it.
/// </remarks>
/// <param name="Max">The largest norm that stays as it is.</param>
[GradientClip("norm", Source = "Pascanu, Mikolov & Bengio, ICML 2013, arXiv 1211.5063, Algorithm 1")]
public sealed record NormClip([Interval("(0, inf)")] double Max = 1) : GradientClip
{
    /// <summary>The square of many elements as large as this is finite in float64.</summary>
    const double Huge = 1e100;

    public override void Apply(IReadOnlyList<Parameter> parameters)
    {
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        var gradients = parameters.Select(p => p.grad).OfType<Tensor>().Where(g => g.numel() > 0).ToList();
        if (gradients.Count == 0) return;
        var largest = stack(gradients.Select(g => g.abs().max().to(ScalarType.Float64))).max();
        var scale = (largest / Huge).clamp_(1, double.MaxValue / Huge); // 1 but for elements beyond Huge; infinite ones stay infinite
        var norm = stack(gradients.Select(g => g.to(ScalarType.Float64).div(scale).norm())).norm(); // ‖g‖ / scale
        var factor = (norm + (1e-6 / scale)).reciprocal_().mul_(Max).div_(scale).clamp_max_(1);
        foreach (var gradient in gradients) gradient.mul_(factor);
    }
}
