using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>
/// RMSProp: v ← a v + (1−a) g²; u = g / (√v + ε); θ ← θ − α u. With momentum: b ← μ b + u; θ ← θ − α b. Centered: √(v − m²) in place of √v,
/// with m ← a m + (1−a) g.
/// </summary>
/// <remarks>
/// As in PyTorch, defaults included: ε outside the root, no bias correction, α applied after the momentum. Unlike there, a variance v − m²
/// that rounding pushed below 0 counts as 0 and does not make θ NaN. Centered is due to Graves 2013, arXiv 1308.0850. In float32 the
/// variance of a steady gradient drowns in rounding, v and m² being nearly equal: from then on g is divided by ε alone or by noise, and θ
/// may stand still. Use float64, or leave it uncentered, where gradients hardly vary.
/// </remarks>
/// <param name="Lr">α, the learning rate.</param>
/// <param name="Alpha">a, how much of the last v stays.</param>
/// <param name="Eps">ε, added to the root.</param>
/// <param name="WeightDecay">λ, an L2 penalty: g is g + λθ.</param>
/// <param name="Momentum">μ, how much of the last b stays; 0 for no momentum.</param>
/// <param name="Centered">Whether g is divided by its standard deviation instead of its root mean square.</param>
[Optimizer("rmsprop", Source = "Tieleman & Hinton 2012, Neural networks for machine learning, lecture 6.5")]
public sealed record Rmsprop(
    [Interval("(0, inf)")] double Lr = 0.01,
    [Interval("[0, 1)")] double Alpha = 0.99,
    [Interval("[0, inf)")] double Eps = 1e-8,
    [Interval("[0, inf)")] double WeightDecay = 0,
    [Interval("[0, 1)")] double Momentum = 0,
    bool Centered = false) : UpdateRule<Rmsprop.State>
{
    /// <param name="V">v, shaped like θ.</param>
    /// <param name="Mean">m, shaped like θ; null unless centered.</param>
    /// <param name="Buffer">b, shaped like θ; null without momentum.</param>
    public sealed record State(Tensor V, Tensor? Mean, Tensor? Buffer) : RuleState, ISecondMoment
    {
        Tensor? ISecondMoment.SecondMoment => Mean is null ? V : null; // centered, it divides by v − m², which is not kept
    }

    public override State Init(Tensor theta) =>
        new(zeros_like(theta), Centered ? zeros_like(theta) : null, Momentum > 0 ? zeros_like(theta) : null);

    public override bool Fits(RuleState state, Tensor theta) =>
        state is State own && own.Mean is not null == Centered && own.Buffer is not null == Momentum > 0;

    public override Tensor Step(State state, Tensor theta, Tensor grad)
    {
        grad = Penalty.On(grad, theta, WeightDecay);
        state.V.FollowSquare(grad, Alpha);
        var scaled = Quotient.Of(grad, Root(state, grad), Eps);
        return Lr * (state.Buffer?.mul_(Momentum).add_(scaled) ?? scaled);
    }

    Tensor Root(State state, Tensor grad)
    {
        if (state.Mean is not { } mean) return state.V.sqrt().add_(Eps);
        mean.Follow(grad, Alpha);
        return state.V.addcmul(mean, mean, -1).clamp_min_(0).sqrt_().add_(Eps);
    }
}
