using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Zoo.Accelerators;

[Accelerates(typeof(Adamax))]
sealed class AdamaxAccelerator<T>(Adamax rule) : Accelerator<T, Adamax.State, AdamaxKernel<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override AdamaxKernel<T> Begin(Adamax.State state, ref Job job)
    {
        (job.A, job.B) = (Address(state.M, "m", ref job), Address(state.U, "u", ref job));
        return new(
            Of(rule.Beta1), Of(1 - rule.Beta1), Of(rule.Beta2), Of(rule.Eps), Of(rule.WeightDecay),
            Of(rule.Lr / (1 - Math.Pow(rule.Beta1, ++state.Count))));
    }
}

/// <summary>m in <c>a</c>, u in <c>b</c>.</summary>
readonly record struct AdamaxKernel<T>(T Beta1, T Share1, T Beta2, T Eps, T Penalty, T Scale) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Step(
        Vector512<T> theta, Vector512<T> g, ref Vector512<T> m, ref Vector512<T> u, ref Vector512<T> _, ref Vector512<T> __)
    {
        g += theta * Penalty;
        m.Follow(g, Beta1, Share1);
        u = Vector512.Max(u * Beta2, Vector512.Abs(g) + Vector512.Create(Eps));
        return m.Over(u, Eps) * Scale;
    }
}
