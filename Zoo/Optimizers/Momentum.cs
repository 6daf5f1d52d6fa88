using AdaShift.Bench.Contracts;
using AdaShift.Bench.Torch;
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
    [In("(0, inf)")] double Lr = 0.1,
    [In("[0, 1)")] double Mu = 0.9) : UpdateRule<Momentum.State>, IFusedRule<Momentum.State>
{
    /// <param name="M">m, shaped like θ.</param>
    public sealed record State(Tensor M) : RuleState;

    public override State Init(Tensor theta) => new(zeros_like(theta));

    public override Tensor Step(State state, Tensor theta, Tensor grad) => Lr * Accumulate(state, grad);

    /// <summary>The same with α folded into the subtraction: one pass over θ instead of two.</summary>
    public override void StepAll(IReadOnlyList<Slot<State>> slots, RuleState? shared)
    {
        foreach (var slot in slots) slot.Apply(Accumulate(slot.State, slot.Grad), Lr);
    }

    FusedRow IFusedRule.Settings => new() { Scale = Lr, Mean = FusedMean.Ema, Beta1 = Mu, Gain1 = 1 };

    void IFusedRule<State>.Fuse(FusedStep<State> step, RuleState? shared)
    {
        for (var i = 0; i < step.Count; i++) step[i].M = step.State(i).M;
        step.Run();
    }

    Tensor Accumulate(State state, Tensor grad) => state.M.mul_(Mu).add_(grad);
}
