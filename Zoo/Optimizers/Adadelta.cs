using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>
/// Adadelta: v ← ρ v + (1−ρ) g²; u = √(w + ε) / √(v + ε) · g; w ← ρ w + (1−ρ) u²; θ ← θ − α u. Steps have the unit of θ.
/// </summary>
/// <remarks>
/// As in PyTorch, defaults included; α = 1 is the paper. ε is inside both roots and sets the length of the first steps, so 0 is not
/// allowed: θ would never move.
/// </remarks>
/// <param name="Lr">α, a factor on the step that the rule chooses.</param>
/// <param name="Rho">ρ, how much of the last v and w stays.</param>
/// <param name="Eps">ε, added under both roots.</param>
/// <param name="WeightDecay">λ, an L2 penalty: g is g + λθ.</param>
[Optimizer("adadelta", Source = "Zeiler 2012, arXiv 1212.5701, Algorithm 1")]
public sealed record Adadelta(
    [Interval("(0, inf)")] double Lr = 1,
    [Interval("[0, 1)")] double Rho = 0.9,
    [Interval("(0, inf)")] double Eps = 1e-6,
    [Interval("[0, inf)")] double WeightDecay = 0) : UpdateRule<Adadelta.State>
{
    /// <param name="V">v, shaped like θ.</param>
    /// <param name="W">w, the mean of squared steps, shaped like θ.</param>
    public sealed record State(Tensor V, Tensor W) : RuleState, ISecondMoment
    {
        Tensor? ISecondMoment.SecondMoment => V;
    }

    public override State Init(Tensor theta) => new(zeros_like(theta), zeros_like(theta));

    public override Tensor Step(State state, Tensor theta, Tensor grad)
    {
        grad = Penalty.On(grad, theta, WeightDecay);
        state.V.FollowSquare(grad, Rho);
        var step = (state.W + Eps).sqrt_().div_((state.V + Eps).sqrt_()).mul_(grad);
        state.W.FollowSquare(step, Rho);
        return step.mul_(Lr);
    }
}
