using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Zoo.Accelerators;

[Accelerates(typeof(Radam))]
sealed class RadamAccelerator<T>(Radam rule) : Accelerator<T, Moments, RadamKernel<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override RadamKernel<T> Begin(Moments state, ref Job job)
    {
        (job.A, job.B) = (Address(state.M, "m", ref job), Address(state.V, "v", ref job));
        var t = ++state.Count;
        var rectification = rule.Rectification(t);
        return new(
            Of(rule.Beta1), Of(1 - rule.Beta1), Of(rule.Beta2), Of(1 - rule.Beta2), Of(rule.Eps), Of(rule.WeightDecay),
            Of(rule.Lr / (1 - Math.Pow(rule.Beta1, t)) * (rectification ?? 1)), rectification is not null);
    }
}

/// <summary>m in <c>a</c>, v in <c>b</c>.</summary>
readonly record struct RadamKernel<T>(T Beta1, T Share1, T Beta2, T Share2, T Eps, T Penalty, T Scale, bool IsAdaptive) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Step(
        Vector512<T> theta, Vector512<T> g, ref Vector512<T> m, ref Vector512<T> v, ref Vector512<T> _, ref Vector512<T> __)
    {
        g += theta * Penalty;
        m.Follow(g, Beta1, Share1);
        v.FollowSquare(g, Beta2, Share2);
        return (IsAdaptive ? m.Over(Vector512.Sqrt(v) + Vector512.Create(Eps), Eps) : m) * Scale;
    }
}
