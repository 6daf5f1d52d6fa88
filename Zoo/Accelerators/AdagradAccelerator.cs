using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Zoo.Accelerators;

[Accelerates(typeof(Adagrad))]
sealed class AdagradAccelerator<T>(Adagrad rule) : Accelerator<T, Adagrad.State, AdagradKernel<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override AdagradKernel<T> Begin(Adagrad.State state, ref Job job)
    {
        job.A = Address(state.V, "v", ref job);
        return new(Of(rule.Lr / (1 + (rule.LrDecay * state.Count++))), Of(rule.Eps), Of(rule.WeightDecay));
    }
}

/// <summary>v in <c>a</c>.</summary>
readonly record struct AdagradKernel<T>(T Scale, T Eps, T Penalty) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Step(
        Vector512<T> theta, Vector512<T> g, ref Vector512<T> v, ref Vector512<T> _, ref Vector512<T> __, ref Vector512<T> ___)
    {
        g += theta * Penalty;
        v += g * g;
        return g.Over(Vector512.Sqrt(v) + Vector512.Create(Eps), Eps) * Scale;
    }
}
