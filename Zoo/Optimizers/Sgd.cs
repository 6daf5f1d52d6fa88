using AdaShift.Bench.Contracts;
using AdaShift.Bench.Torch;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>Stochastic gradient descent: θ ← θ − α g.</summary>
/// <param name="Lr">α, the learning rate.</param>
[Optimizer("sgd", Source = "Robbins & Monro 1951, A stochastic approximation method")]
public sealed record Sgd([In("(0, inf)")] double Lr = 0.01) : UpdateRule<NoState>, IFusedRule<NoState>
{
    public override NoState Init(Tensor theta) => new();

    public override Tensor Step(NoState state, Tensor theta, Tensor grad) => Lr * grad;

    /// <summary>The same with α folded into the subtraction: one pass over θ instead of two.</summary>
    public override void StepAll(IReadOnlyList<Slot<NoState>> slots, RuleState? shared)
    {
        foreach (var slot in slots) slot.Apply(slot.Grad, Lr);
    }

    FusedRow IFusedRule.Settings => new() { Scale = Lr };

    void IFusedRule<NoState>.Fuse(FusedStep<NoState> step, RuleState? shared) => step.Run();
}
