using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>
/// RAdam: Adam that rectifies the variance of its early step sizes. m and v as in adam; ρ∞ = 2 / (1−β2) − 1; ρ = ρ∞ − 2tβ2ᵗ / (1−β2ᵗ);
/// while ρ ≤ 5, θ ← θ − α m̂; then θ ← θ − α r m̂ √(1−β2ᵗ) / (√v + ε), with r² = (ρ−4)(ρ−2) ρ∞ / ((ρ∞−4)(ρ∞−2) ρ).
/// </summary>
/// <remarks>
/// As in PyTorch, defaults included: it turns adaptive at ρ > 5 where the paper does at ρ > 4, and ε is added before the bias of v is
/// corrected, unlike in adam. With β2 ≤ 2/3, ρ never exceeds 5 and the rule is a mean of gradients for ever.
/// </remarks>
/// <param name="Lr">α, the learning rate.</param>
/// <param name="Beta1">β1, how much of the last m stays.</param>
/// <param name="Beta2">β2, how much of the last v stays.</param>
/// <param name="Eps">ε, added to the root.</param>
/// <param name="WeightDecay">λ, an L2 penalty: g is g + λθ.</param>
[Optimizer("radam", Source = "Liu et al., ICLR 2020, arXiv 1908.03265, Algorithm 2")]
public sealed record Radam(
    [Interval("(0, inf)")] double Lr = 0.001,
    [Interval("[0, 1)")] double Beta1 = 0.9,
    [Interval("[0, 1)")] double Beta2 = 0.999,
    [Interval("[0, inf)")] double Eps = 1e-8,
    [Interval("[0, inf)")] double WeightDecay = 0) : UpdateRule<Moments>, IAdamFamily
{
    /// <summary>ρ up to which the variance of the step size is too uncertain to divide by it.</summary>
    const double Tractable = 5;

    public override Moments Init(Tensor theta) => Moments.Of(theta);

    public override Tensor Step(Moments state, Tensor theta, Tensor grad)
    {
        grad = Penalty.On(grad, theta, WeightDecay);
        state.Follow(grad, Beta1, Beta2);
        var scale = Lr / Ema.Seen(Beta1, state.Count);
        return Rectification(state.Count) is { } r
            ? Quotient.Of(state.M, state.V.sqrt().add_(Eps), Eps).mul_(scale * r)
            : state.M * scale;
    }

    /// <summary>r √(1−β2ᵗ); null while the step is not adaptive.</summary>
    internal double? Rectification(long t)
    {
        var power = Math.Pow(Beta2, t);
        var limit = (2 / (1 - Beta2)) - 1;
        var length = limit - (2 * t * power / (1 - power));
        if (length <= Tractable) return null;
        var r = Math.Sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length));
        return r * Math.Sqrt(1 - power);
    }

    public UpdateRule WithBetas(double beta1, double beta2) => this with { Beta1 = beta1, Beta2 = beta2 };
}
