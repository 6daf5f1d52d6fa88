using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>
/// AdamW: Adam with the weight decay decoupled from the gradient, θ ← θ − α (m̂ / (√v̂ + ε) + λθ), with m̂ and v̂ as in adam, which never
/// see λ.
/// </summary>
/// <remarks>
/// As in PyTorch, defaults included: λ is multiplied by α and by the schedule. The paper multiplies λ by the schedule alone, so its λ is α
/// times this one.
/// </remarks>
/// <param name="Lr">α, the learning rate.</param>
/// <param name="Beta1">β1, how much of the last m stays.</param>
/// <param name="Beta2">β2, how much of the last v stays.</param>
/// <param name="Eps">ε, added to the root.</param>
/// <param name="WeightDecay">λ, decoupled weight decay; 0 makes it adam.</param>
[Optimizer("adamw", Source = "Loshchilov & Hutter, ICLR 2019, arXiv 1711.05101, Algorithm 2")]
public sealed record Adamw(
    [Interval("(0, inf)")] double Lr = 0.001,
    [Interval("[0, 1)")] double Beta1 = 0.9,
    [Interval("[0, 1)")] double Beta2 = 0.999,
    [Interval("[0, inf)")] double Eps = 1e-8,
    [Interval("[0, inf)")] double WeightDecay = 0.01) : UpdateRule<Moments>, IAdamFamily
{
    internal Adam Undecayed => new(Lr, Beta1, Beta2, Eps);

    public override Moments Init(Tensor theta) => Undecayed.Init(theta);

    public override Tensor Step(Moments state, Tensor theta, Tensor grad) =>
        Undecayed.Step(state, theta, grad).add_(theta, alpha: Lr * WeightDecay);

    public UpdateRule WithBetas(double beta1, double beta2) => this with { Beta1 = beta1, Beta2 = beta2 };
}
