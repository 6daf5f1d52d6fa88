using AdaShift.Bench.Records;
using AdaShift.Bench.Optim;
using static TorchSharp.torch;

namespace AdaShift.Bench.Testing;

/// <summary>m ← 0.9 m + g; θ ← θ − lr m: a rule with state, for tests.</summary>
[Optimizer("toy-momentum", Source = "Test")]
public sealed record ToyMomentum([Interval("(0, inf)")] double Lr = 0.05) : UpdateRule<ToyMomentum.State>
{
    public sealed record State(Tensor M) : RuleState;

    public override State Init(Tensor theta) => new(zeros_like(theta));

    public override Tensor Step(State state, Tensor theta, Tensor grad) => Lr * state.M.mul_(0.9).add_(grad);
}
