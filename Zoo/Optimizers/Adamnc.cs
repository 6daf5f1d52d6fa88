using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>
/// AdamNC: Adam that forgets no square. m ← β1 m + (1−β1) g; v ← (1 − 1/t) v + g²/t, the mean of all g²; θ ← θ − α m̂ / (√v + ε), with
/// m̂ = m / (1−β1ᵗ).
/// </summary>
/// <remarks>
/// β2 = 1 − 1/t is the choice that Algorithm 3's corollary is about. Published with α ∝ 1/√t (here the schedule <c>inverse-sqrt</c>), a β1
/// that may decrease, no ε and no bias correction of m; here m is corrected and ε is outside the root, as in adam. v needs no correction:
/// its first value is g². PyTorch does not have it.
/// </remarks>
/// <param name="Lr">α, the learning rate.</param>
/// <param name="Beta1">β1, how much of the last m stays.</param>
/// <param name="Eps">ε, added to the root.</param>
[Optimizer("adamnc", Source = "Reddi, Kale & Kumar, ICLR 2018, arXiv 1904.09237, Algorithm 3 and its corollary")]
public sealed record Adamnc(
    [Interval("(0, inf)")] double Lr = 0.001,
    [Interval("[0, 1)")] double Beta1 = 0.9,
    [Interval("[0, inf)")] double Eps = 1e-8) : UpdateRule<Moments>
{
    public override Moments Init(Tensor theta) => Moments.Of(theta);

    public override Tensor Step(Moments state, Tensor theta, Tensor grad)
    {
        var share = 1.0 / ++state.Count;
        state.M.Follow(grad, Beta1);
        state.V.mul_(1 - share).addcmul_(grad, grad, share);
        return Quotient.Of(state.M, state.V.sqrt().add_(Eps), Eps).mul_(Lr / Ema.Seen(Beta1, state.Count));
    }
}
