using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Zoo.Accelerators;

[Accelerates(typeof(Adam))]
sealed class AdamAccelerator<T>(Adam rule) : Accelerator<T, Moments, AdamKernel<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    (long T, AdamKernel<T> Kernel) latest;

    protected override AdamKernel<T> Begin(Moments state, ref Job job)
    {
        (job.A, job.B) = (Address(state.M, "m", ref job), Address(state.V, "v", ref job));
        if (++state.Count != latest.T) latest = (state.Count, AdamKernel<T>.At(state.Count, rule, decoupled: 0));
        return latest.Kernel; // mostly that of all parameters: powers cost more than they look
    }
}

/// <summary>m in <c>a</c>, v in <c>b</c>.</summary>
/// <param name="Penalty">λ through the gradient.</param>
/// <param name="Decay">Decoupled weight decay, the learning rate included.</param>
/// <param name="Scale">α / (1 − β1ᵗ).</param>
/// <param name="RootScale">1 / √(1 − β2ᵗ).</param>
readonly record struct AdamKernel<T>(T Beta1, T Share1, T Beta2, T Share2, T Eps, T Penalty, T Decay, T Scale, T RootScale) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static AdamKernel<T> At(long t, Adam rule, double decoupled) => new(
        Of(rule.Beta1), Of(1 - rule.Beta1), Of(rule.Beta2), Of(1 - rule.Beta2), Of(rule.Eps), Of(rule.WeightDecay), Of(decoupled),
        Of(rule.Lr / (1 - Math.Pow(rule.Beta1, t))), Of(1 / Math.Sqrt(1 - Math.Pow(rule.Beta2, t))));

    static T Of(double value) => T.CreateSaturating(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Step(
        Vector512<T> theta, Vector512<T> g, ref Vector512<T> m, ref Vector512<T> v, ref Vector512<T> _, ref Vector512<T> __)
    {
        g += theta * Penalty;
        m.Follow(g, Beta1, Share1);
        v.FollowSquare(g, Beta2, Share2);
        var root = (Vector512.Sqrt(v) * RootScale) + Vector512.Create(Eps);
        return (m.Over(root, Eps) * Scale) + (theta * Decay);
    }
}
