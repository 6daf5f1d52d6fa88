using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Zoo.Accelerators;

[Accelerates(typeof(Adadelta))]
sealed class AdadeltaAccelerator<T>(Adadelta rule) : Accelerator<T, Adadelta.State, AdadeltaKernel<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override AdadeltaKernel<T> Begin(Adadelta.State state, ref Job job)
    {
        (job.A, job.B) = (Address(state.V, "v", ref job), Address(state.W, "w", ref job));
        return new(Of(rule.Lr), Of(rule.Rho), Of(1 - rule.Rho), Of(rule.Eps), Of(rule.WeightDecay));
    }
}

/// <summary>v in <c>a</c>, w in <c>b</c>.</summary>
readonly record struct AdadeltaKernel<T>(T Lr, T Rho, T Share, T Eps, T Penalty) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Step(
        Vector512<T> theta, Vector512<T> g, ref Vector512<T> v, ref Vector512<T> w, ref Vector512<T> _, ref Vector512<T> __)
    {
        g += theta * Penalty;
        v.FollowSquare(g, Rho, Share);
        var step = Vector512.Sqrt(w + Vector512.Create(Eps)) / Vector512.Sqrt(v + Vector512.Create(Eps)) * g;
        w.FollowSquare(step, Rho, Share);
        return step * Lr;
    }
}
