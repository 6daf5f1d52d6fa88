using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>Heavy-ball momentum: m ← μ m + g; θ ← θ − α m.</summary>
/// <remarks>
/// PyTorch's <c>SGD(momentum=μ, dampening=0)</c>, here also <c>sgd[momentum=μ]</c>. A weighted sum, not a mean: with μ = 0.9 the step
/// is up to ten times that of sgd.
/// </remarks>
/// <param name="Lr">α, the learning rate.</param>
/// <param name="Mu">μ, how much of the last m stays; 0 makes it sgd.</param>
[Optimizer("momentum", Source = "Polyak 1964, Some methods of speeding up the convergence of iteration methods")]
public sealed record Momentum(
    [Interval("(0, inf)")] double Lr = 0.1,
    [Interval("[0, 1)")] double Mu = 0.9) : UpdateRule<Momentum.State>
{
    /// <param name="M">m, shaped like θ.</param>
    public sealed record State(Tensor M) : RuleState;

    public override State Init(Tensor theta) => new(zeros_like(theta));

    public override Tensor Step(State state, Tensor theta, Tensor grad) => Lr * state.M.mul_(Mu).add_(grad);
}
