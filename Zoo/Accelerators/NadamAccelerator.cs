using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Zoo.Accelerators;

[Accelerates(typeof(Nadam))]
sealed class NadamAccelerator<T>(Nadam rule) : Accelerator<T, Nadam.State, NadamKernel<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override NadamKernel<T> Begin(Nadam.State state, ref Job job)
    {
        (job.A, job.B) = (Address(state.M, "m", ref job), Address(state.V, "v", ref job));
        var (ofMean, ofGradient) = rule.Weights(state);
        return new(
            Of(rule.Beta1), Of(1 - rule.Beta1), Of(rule.Beta2), Of(1 - rule.Beta2), Of(rule.Eps), Of(rule.WeightDecay),
            Of(ofMean), Of(ofGradient), Of(rule.Lr), Of(1 / Math.Sqrt(1 - Math.Pow(rule.Beta2, state.Count))));
    }
}

/// <summary>m in <c>a</c>, v in <c>b</c>.</summary>
readonly record struct NadamKernel<T>(
    T Beta1, T Share1, T Beta2, T Share2, T Eps, T Penalty, T OfMean, T OfGradient, T Lr, T RootScale) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Step(
        Vector512<T> theta, Vector512<T> g, ref Vector512<T> m, ref Vector512<T> v, ref Vector512<T> _, ref Vector512<T> __)
    {
        g += theta * Penalty;
        m.Follow(g, Beta1, Share1);
        v.FollowSquare(g, Beta2, Share2);
        var ahead = (m * OfMean) + (g * OfGradient);
        return ahead.Over((Vector512.Sqrt(v) * RootScale) + Vector512.Create(Eps), Eps) * Lr;
    }
}
