using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>
/// AdaMax: Adam with the infinity norm. m ← β1 m + (1−β1) g; u ← max(β2 u, |g| + ε); θ ← θ − α m̂ / u, with m̂ = m / (1−β1ᵗ).
/// </summary>
/// <remarks>As in PyTorch, defaults included: the paper has no ε; here it is inside the maximum. u needs no bias correction.</remarks>
/// <param name="Lr">α, the learning rate.</param>
/// <param name="Beta1">β1, how much of the last m stays.</param>
/// <param name="Beta2">β2, how much of the last u stays.</param>
/// <param name="Eps">ε, added to |g|.</param>
/// <param name="WeightDecay">λ, an L2 penalty: g is g + λθ.</param>
[Optimizer("adamax", Source = "Kingma & Ba, ICLR 2015, arXiv 1412.6980, Algorithm 2")]
public sealed record Adamax(
    [Interval("(0, inf)")] double Lr = 0.002,
    [Interval("[0, 1)")] double Beta1 = 0.9,
    [Interval("[0, 1)")] double Beta2 = 0.999,
    [Interval("[0, inf)")] double Eps = 1e-8,
    [Interval("[0, inf)")] double WeightDecay = 0) : UpdateRule<Adamax.State>, IAdamFamily
{
    /// <param name="M">m, shaped like θ.</param>
    /// <param name="U">u, shaped like θ.</param>
    public sealed record State(Tensor M, Tensor U) : RuleState
    {
        public Tensor U { get; set; } = U;

        /// <summary>t: gradients seen so far.</summary>
        public long Count { get; set; }
    }

    public override State Init(Tensor theta) => new(zeros_like(theta), zeros_like(theta));

    public override Tensor Step(State state, Tensor theta, Tensor grad)
    {
        grad = Penalty.On(grad, theta, WeightDecay);
        state.Count++;
        state.M.Follow(grad, Beta1);
        state.U = maximum(state.U * Beta2, grad.abs().add_(Eps));
        return Quotient.Of(state.M, state.U, Eps).mul_(Lr / Ema.Seen(Beta1, state.Count));
    }

    public UpdateRule WithBetas(double beta1, double beta2) => this with { Beta1 = beta1, Beta2 = beta2 };
}
