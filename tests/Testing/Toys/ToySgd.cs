using AdaShift.Bench.Records;
using AdaShift.Bench.Optim;
using static TorchSharp.torch;

namespace AdaShift.Bench.Testing;

/// <summary>θ ← θ − lr g: a rule without state, for tests.</summary>
[Optimizer("toy-sgd", Source = "Test")]
public sealed record ToySgd([Interval("(0, inf)")] double Lr = 0.05) : UpdateRule<ToySgd.State>
{
    public sealed record State : RuleState;

    public override State Init(Tensor theta) => new();

    public override Tensor Step(State state, Tensor theta, Tensor grad) => Lr * grad;
}
