using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>AMSGrad: Adam with v̂ ← max(v̂, v), so that no step size grows again; θ ← θ − α m̂ / (√(v̂ / (1−β2ᵗ)) + ε).</summary>
/// <remarks>
/// Published without bias correction. <c>form=pytorch</c> corrects v̂ after the maximum, as PyTorch and the AdaShift authors' release do;
/// <c>form=corrected</c> takes the maximum over corrected v: v̂ ← max(v̂, v / (1−β2ᵗ)), as their counterexample script does. The two differ
/// early on, where 1−β2ᵗ grows from step to step.
/// </remarks>
/// <param name="Lr">α, the learning rate.</param>
/// <param name="Beta1">β1, how much of the last m stays.</param>
/// <param name="Beta2">β2, how much of the last v stays.</param>
/// <param name="Eps">ε, added to the root.</param>
/// <param name="Form">Where the bias of v is corrected.</param>
/// <param name="WeightDecay">λ, an L2 penalty: g is g + λθ.</param>
[Optimizer("amsgrad", Source = "Reddi, Kale & Kumar, ICLR 2018, arXiv 1904.09237, Algorithm 2")]
public sealed record Amsgrad(
    [Interval("(0, inf)")] double Lr = 0.001,
    [Interval("[0, 1)")] double Beta1 = 0.9,
    [Interval("[0, 1)")] double Beta2 = 0.999,
    [Interval("[0, inf)")] double Eps = 1e-8,
    AmsgradForm Form = AmsgradForm.Pytorch,
    [Interval("[0, inf)")] double WeightDecay = 0) : UpdateRule<Amsgrad.State>, IAdamFamily
{
    public sealed record State(Tensor M, Tensor V) : Moments(M, V), ISecondMoment
    {
        /// <summary>v̂, shaped like θ.</summary>
        public required Tensor Largest { get; set; }

        Tensor? ISecondMoment.SecondMoment => Largest;
    }

    public override State Init(Tensor theta) => new(zeros_like(theta), zeros_like(theta)) { Largest = zeros_like(theta) };

    public override Tensor Step(State state, Tensor theta, Tensor grad)
    {
        grad = Penalty.On(grad, theta, WeightDecay);
        state.Follow(grad, Beta1, Beta2);
        return Quotient.Of(state.M, Root(state).add_(Eps), Eps).mul_(Lr / Ema.Seen(Beta1, state.Count));
    }

    /// <summary>√v̂, corrected for starting at 0.</summary>
    Tensor Root(State state)
    {
        var seen = Ema.Seen(Beta2, state.Count);
        state.Largest = maximum(state.Largest, Form == AmsgradForm.Corrected ? state.V / seen : state.V);
        return Form == AmsgradForm.Corrected ? state.Largest.sqrt() : state.Largest.sqrt().div_(Math.Sqrt(seen));
    }

    public UpdateRule WithBetas(double beta1, double beta2) => this with { Beta1 = beta1, Beta2 = beta2 };
}

/// <summary>Where <see cref="Amsgrad"/> corrects the bias of v.</summary>
public enum AmsgradForm
{
    /// <summary>After the maximum.</summary>
    Pytorch,

    /// <summary>Before it.</summary>
    Corrected,
}
