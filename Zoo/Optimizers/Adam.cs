using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>
/// Adam: m ← β1 m + (1−β1) g; v ← β2 v + (1−β2) g²; θ ← θ − α m̂ / (√v̂ + ε), with m̂ = m / (1−β1ᵗ) and v̂ = v / (1−β2ᵗ).
/// </summary>
/// <remarks>
/// As in PyTorch: bias-corrected, ε outside the root; t counts the parameter's own gradients. Unlike there, ε = 0 is safe where m = 0:
/// the step is 0.
/// </remarks>
/// <param name="Lr">α, the learning rate.</param>
/// <param name="Beta1">β1, how much of the last m stays; the AdaShift paper also runs it with 0.</param>
/// <param name="Beta2">β2, how much of the last v stays.</param>
/// <param name="Eps">ε, added to the root.</param>
/// <param name="WeightDecay">λ, an L2 penalty: g is g + λθ. For decoupled weight decay, see adamw.</param>
[Optimizer("adam", Source = "Kingma & Ba, ICLR 2015, arXiv 1412.6980, Algorithm 1")]
public sealed record Adam(
    [Interval("(0, inf)")] double Lr = 0.001,
    [Interval("[0, 1)")] double Beta1 = 0.9,
    [Interval("[0, 1)")] double Beta2 = 0.999,
    [Interval("[0, inf)")] double Eps = 1e-8,
    [Interval("[0, inf)")] double WeightDecay = 0) : UpdateRule<Moments>, IAdamFamily
{
    public override Moments Init(Tensor theta) => Moments.Of(theta);

    public override Tensor Step(Moments state, Tensor theta, Tensor grad)
    {
        grad = Penalty.On(grad, theta, WeightDecay);
        state.Follow(grad, Beta1, Beta2);
        var root = state.V.sqrt().div_(Math.Sqrt(Ema.Seen(Beta2, state.Count))).add_(Eps);
        return Quotient.Of(state.M, root, Eps).mul_(Lr / Ema.Seen(Beta1, state.Count));
    }

    public UpdateRule WithBetas(double beta1, double beta2) => this with { Beta1 = beta1, Beta2 = beta2 };
}
