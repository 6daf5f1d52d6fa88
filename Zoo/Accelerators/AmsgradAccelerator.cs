using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Zoo.Accelerators;

[Accelerates(typeof(Amsgrad))]
sealed class AmsgradAccelerator<T>(Amsgrad rule) : Accelerator<T, Amsgrad.State, AmsgradKernel<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override AmsgradKernel<T> Begin(Amsgrad.State state, ref Job job)
    {
        (job.A, job.B) = (Address(state.M, "m", ref job), Address(state.V, "v", ref job));
        job.C = Address(state.Largest, "v̂", ref job);
        var t = ++state.Count;
        var seen = 1 - Math.Pow(rule.Beta2, t);
        var before = rule.Form == AmsgradForm.Corrected;
        return new(
            Of(rule.Beta1), Of(1 - rule.Beta1), Of(rule.Beta2), Of(1 - rule.Beta2), Of(rule.Eps), Of(rule.WeightDecay),
            Of(rule.Lr / (1 - Math.Pow(rule.Beta1, t))), Of(before ? 1 / seen : 1), Of(before ? 1 : 1 / Math.Sqrt(seen)));
    }
}

/// <summary>m in <c>a</c>, v in <c>b</c>, v̂ in <c>c</c>.</summary>
/// <param name="VScale">Corrects v before the maximum; 1 in the other form.</param>
/// <param name="RootScale">Corrects √v̂ after it; 1 in the other form.</param>
readonly record struct AmsgradKernel<T>(T Beta1, T Share1, T Beta2, T Share2, T Eps, T Penalty, T Scale, T VScale, T RootScale) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Step(
        Vector512<T> theta, Vector512<T> g, ref Vector512<T> m, ref Vector512<T> v, ref Vector512<T> largest, ref Vector512<T> _)
    {
        g += theta * Penalty;
        m.Follow(g, Beta1, Share1);
        v.FollowSquare(g, Beta2, Share2);
        largest = Vector512.Max(largest, v * VScale);
        return m.Over((Vector512.Sqrt(largest) * RootScale) + Vector512.Create(Eps), Eps) * Scale;
    }
}
