using AdaShift.Bench.Records;
using AdaShift.Bench.Optim;
using static TorchSharp.torch;

namespace AdaShift.Bench.Testing;

/// <summary>Goes by the gradient's sign, which is 0 for NaN: it stands still where others diverge.</summary>
[Optimizer("toy-sign", Source = "Test")]
public sealed record ToySign([Interval("(0, inf)")] double Lr = 0.01) : UpdateRule<NoState>
{
    public override NoState Init(Tensor theta) => new();

    /// <returns>θ ← θ − α sign(g).</returns>
    public override Tensor Step(NoState state, Tensor theta, Tensor grad) => Lr * grad.sign();
}
