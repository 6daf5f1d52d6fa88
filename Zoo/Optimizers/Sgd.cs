using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>
/// Stochastic gradient descent: θ ← θ − α g. With momentum: b ← μ b + (1−d) g, the first b being g; θ ← θ − α b, or with Nesterov's,
/// θ ← θ − α (g + μ b).
/// </summary>
/// <remarks>
/// As in PyTorch, but for the default α, which it does not have. Without dampening, <c>sgd[momentum=μ]</c> is <c>momentum[mu=μ]</c>, bit
/// for bit. Momentum: Polyak 1964. Nesterov's in this form: Sutskever et al., ICML 2013.
/// </remarks>
/// <param name="Lr">α, the learning rate.</param>
/// <param name="Momentum">μ, how much of the last b stays; 0 for no momentum.</param>
/// <param name="Dampening">d, how much of a gradient b does not take; the first it takes whole.</param>
/// <param name="WeightDecay">λ, an L2 penalty: g is g + λθ.</param>
/// <param name="Nesterov">Whether the step looks ahead along b.</param>
[Optimizer("sgd", Source = "Robbins & Monro 1951, A stochastic approximation method")]
public sealed record Sgd(
    [Interval("(0, inf)")] double Lr = 0.01,
    [Interval("[0, 1)")] double Momentum = 0,
    [Interval("[0, 1)")] double Dampening = 0,
    [Interval("[0, inf)")] double WeightDecay = 0,
    bool Nesterov = false) : UpdateRule<Sgd.State>
{
    public sealed record State : RuleState
    {
        /// <summary>b, shaped like θ; null before the first gradient, and without momentum.</summary>
        public Tensor? Buffer { get; set; }
    }

    public override IEnumerable<string> Validate()
    {
        if (Momentum == 0 && Dampening > 0)
            yield return FormattableString.Invariant(
                $"dampening = {Dampening:R} has no momentum to act on; allowed: momentum > 0, or dampening = 0");
        if (Nesterov && (Momentum == 0 || Dampening > 0))
            yield return FormattableString.Invariant(
                $"nesterov = true needs momentum > 0 and dampening = 0; here they are {Momentum:R} and {Dampening:R}");
    }

    public override State Init(Tensor theta) => new();

    public override bool Fits(RuleState state, Tensor theta) =>
        state is not State { Buffer: { } buffer } || buffer.IsLike(theta, theta.shape);

    public override Tensor Step(State state, Tensor theta, Tensor grad)
    {
        grad = Penalty.On(grad, theta, WeightDecay);
        if (Momentum == 0) return Lr * grad;
        var share = state.Buffer is null ? 1 : 1 - Dampening; // the first gradient is taken whole
        state.Buffer ??= zeros_like(theta);
        state.Buffer.mul_(Momentum).add_(grad, alpha: share);
        return Lr * (Nesterov ? grad.add(state.Buffer, alpha: Momentum) : state.Buffer);
    }
}
