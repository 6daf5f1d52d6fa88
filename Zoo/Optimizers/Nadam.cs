using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>
/// NAdam: Adam with Nesterov's momentum. m and v as in adam, μ[t] = β1 (1 − 0.96^(tψ) / 2), P[t] = μ[1] ⋯ μ[t];
/// θ ← θ − α (μ[t+1] m / (1−P[t+1]) + (1−μ[t]) g / (1−P[t])) / (√v̂ + ε), with v̂ = v / (1−β2ᵗ).
/// </summary>
/// <remarks>
/// As in PyTorch, defaults included; ψ is its <c>momentum_decay</c>. In 1.13, its loop over parameters (not its foreach) counts μ[t] twice
/// in P[t+1]; this rule does not. PyTorch keeps P in the default type, float32; here it is in float64.
/// </remarks>
/// <param name="Lr">α, the learning rate.</param>
/// <param name="Beta1">β1, how much of the last m stays; μ rises from about half of it to it.</param>
/// <param name="Beta2">β2, how much of the last v stays.</param>
/// <param name="Eps">ε, added to the root.</param>
/// <param name="WeightDecay">λ, an L2 penalty: g is g + λθ.</param>
/// <param name="MomentumDecay">ψ, how fast μ rises.</param>
[Optimizer("nadam", Source = "Dozat, ICLR Workshop 2016, Incorporating Nesterov momentum into Adam, Algorithm 2")]
public sealed record Nadam(
    [Interval("(0, inf)")] double Lr = 0.002,
    [Interval("[0, 1)")] double Beta1 = 0.9,
    [Interval("[0, 1)")] double Beta2 = 0.999,
    [Interval("[0, inf)")] double Eps = 1e-8,
    [Interval("[0, inf)")] double WeightDecay = 0,
    [Interval("[0, inf)")] double MomentumDecay = 0.004) : UpdateRule<Nadam.State>, IAdamFamily
{
    public sealed record State(Tensor M, Tensor V) : Moments(M, V)
    {
        /// <summary>P[t], the product of all μ so far.</summary>
        public double Product { get; set; } = 1;
    }

    public override State Init(Tensor theta) => new(zeros_like(theta), zeros_like(theta));

    public override Tensor Step(State state, Tensor theta, Tensor grad)
    {
        grad = Penalty.On(grad, theta, WeightDecay);
        var (ofMean, ofGradient) = Weights(state);
        state.M.Follow(grad, Beta1);
        state.V.FollowSquare(grad, Beta2);
        var ahead = (state.M * ofMean).add_(grad, alpha: ofGradient);
        var root = state.V.sqrt().div_(Math.Sqrt(Ema.Seen(Beta2, state.Count))).add_(Eps);
        return Quotient.Of(ahead, root, Eps).mul_(Lr);
    }

    /// <summary>Moves t and P on.</summary>
    /// <returns>μ[t+1] / (1−P[t+1]) and (1−μ[t]) / (1−P[t]).</returns>
    internal (double OfMean, double OfGradient) Weights(State state)
    {
        var (now, next) = (Mu(++state.Count), Mu(state.Count + 1));
        state.Product *= now;
        return (next / (1 - (state.Product * next)), (1 - now) / (1 - state.Product));
    }

    /// <summary>μ[t].</summary>
    double Mu(long t) => Beta1 * (1 - (0.5 * Math.Pow(0.96, t * MomentumDecay)));

    public UpdateRule WithBetas(double beta1, double beta2) => this with { Beta1 = beta1, Beta2 = beta2 };
}
