using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Zoo.Accelerators;

[Accelerates(typeof(Sgd))]
sealed class SgdAccelerator<T>(Sgd rule) : Accelerator<T, Sgd.State, SgdKernel<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override SgdKernel<T> Begin(Sgd.State state, ref Job job)
    {
        if (rule.Momentum == 0) return new(Of(rule.Lr), Of(rule.WeightDecay));
        var isFirst = state.Buffer is null; // taken whole
        state.Buffer ??= TorchSharp.torch.zeros_like(job.Theta);
        if (isFirst) Keep(state);
        job.A = Address(state.Buffer, "b", ref job);
        return new(Of(rule.Lr), Of(rule.WeightDecay), Of(rule.Momentum), Of(isFirst ? 1 : 1 - rule.Dampening), true, rule.Nesterov);
    }
}

/// <summary>b in <c>a</c>.</summary>
readonly struct SgdKernel<T>(T lr, T decay, T momentum = default, T share = default, bool hasBuffer = false, bool nesterov = false)
    : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Step(
        Vector512<T> theta, Vector512<T> g, ref Vector512<T> b, ref Vector512<T> _, ref Vector512<T> __, ref Vector512<T> ___)
    {
        g += theta * decay;
        if (!hasBuffer) return g * lr;
        b.Follow(g, momentum, share);
        return (nesterov ? g + (b * momentum) : b) * lr;
    }
}
