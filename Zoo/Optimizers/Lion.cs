using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>Lion: c = β1 m + (1−β1) g; θ ← θ − α (sign c + λθ); m ← β2 m + (1−β2) g.</summary>
/// <remarks>
/// The step looks at the gradient through β1, the memory through β2: exchanged, it is another rule that also trains. Every element moves by
/// α, so the best α is three to ten times smaller than adam's, and λ as much larger. PyTorch does not have it.
/// </remarks>
/// <param name="Lr">α, the length of every element's step.</param>
/// <param name="Beta1">β1, the weight of m against the gradient in the step.</param>
/// <param name="Beta2">β2, how much of the last m stays.</param>
/// <param name="WeightDecay">λ, decoupled weight decay.</param>
[Optimizer("lion", Source = "Chen et al., NeurIPS 2023, arXiv 2302.06675, Algorithm 2")]
public sealed record Lion(
    [Interval("(0, inf)")] double Lr = 0.0001,
    [Interval("[0, 1)")] double Beta1 = 0.9,
    [Interval("[0, 1)")] double Beta2 = 0.99,
    [Interval("[0, inf)")] double WeightDecay = 0) : UpdateRule<Lion.State>
{
    /// <param name="M">m, shaped like θ.</param>
    public sealed record State(Tensor M) : RuleState;

    public override State Init(Tensor theta) => new(zeros_like(theta));

    public override Tensor Step(State state, Tensor theta, Tensor grad)
    {
        var direction = state.M.clone().Follow(grad, Beta1).sign_();
        state.M.Follow(grad, Beta2);
        if (WeightDecay > 0) direction.add_(theta, alpha: WeightDecay);
        return direction.mul_(Lr);
    }
}
