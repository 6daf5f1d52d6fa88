using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Zoo.Accelerators;

[Accelerates(typeof(Lion))]
sealed class LionAccelerator<T>(Lion rule) : Accelerator<T, Lion.State, LionKernel<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override LionKernel<T> Begin(Lion.State state, ref Job job)
    {
        job.A = Address(state.M, "m", ref job);
        return new(Of(rule.Lr), Of(rule.Beta1), Of(1 - rule.Beta1), Of(rule.Beta2), Of(1 - rule.Beta2), Of(rule.WeightDecay));
    }
}

/// <summary>m in <c>a</c>.</summary>
readonly record struct LionKernel<T>(T Lr, T Beta1, T Share1, T Beta2, T Share2, T Decay) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Step(
        Vector512<T> theta, Vector512<T> g, ref Vector512<T> m, ref Vector512<T> _, ref Vector512<T> __, ref Vector512<T> ___)
    {
        var direction = m;
        direction.Follow(g, Beta1, Share1);
        m.Follow(g, Beta2, Share2);
        return (Sign(direction) + (theta * Decay)) * Lr;
    }

    /// <summary>−1, 0 or 1; of NaN it is 0, as libtorch's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<T> Sign(Vector512<T> x) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<T>.Zero), Vector512<T>.One, Vector512<T>.Zero)
        - Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<T>.Zero), Vector512<T>.One, Vector512<T>.Zero);
}
