using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>Adagrad: v ← v + g², the sum of all g²; θ ← θ − α / (1 + (t−1) η) · g / (√v + ε).</summary>
/// <remarks>As in PyTorch, defaults included; ε = 0 is safe where g = 0. The paper has neither η nor a start of v above 0.</remarks>
/// <param name="Lr">α, the learning rate.</param>
/// <param name="LrDecay">η, how fast α falls with the parameter's own gradients.</param>
/// <param name="WeightDecay">λ, an L2 penalty: g is g + λθ.</param>
/// <param name="InitialAccumulator">What v starts with.</param>
/// <param name="Eps">ε, added to the root.</param>
[Optimizer("adagrad", Source = "Duchi, Hazan & Singer, JMLR 12 (2011), Adaptive subgradient methods, with a diagonal matrix")]
public sealed record Adagrad(
    [Interval("(0, inf)")] double Lr = 0.01,
    [Interval("[0, inf)")] double LrDecay = 0,
    [Interval("[0, inf)")] double WeightDecay = 0,
    [Interval("[0, inf)")] double InitialAccumulator = 0,
    [Interval("[0, inf)")] double Eps = 1e-10) : UpdateRule<Adagrad.State>
{
    /// <param name="V">v, shaped like θ.</param>
    public sealed record State(Tensor V) : RuleState, ISecondMoment
    {
        /// <summary>t: gradients seen so far.</summary>
        public long Count { get; set; }

        Tensor? ISecondMoment.SecondMoment => V;
    }

    public override State Init(Tensor theta) => new(full_like(theta, InitialAccumulator));

    public override Tensor Step(State state, Tensor theta, Tensor grad)
    {
        grad = Penalty.On(grad, theta, WeightDecay);
        state.V.addcmul_(grad, grad, 1);
        return Quotient.Of(grad, state.V.sqrt().add_(Eps), Eps).mul_(Lr / (1 + (LrDecay * state.Count++)));
    }
}
