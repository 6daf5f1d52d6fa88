using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Zoo.Accelerators;

[Accelerates(typeof(Rmsprop))]
sealed class RmspropAccelerator<T>(Rmsprop rule) : Accelerator<T, Rmsprop.State, RmspropKernel<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override RmspropKernel<T> Begin(Rmsprop.State state, ref Job job)
    {
        job.A = Address(state.V, "v", ref job);
        if (state.Mean is { } mean) job.B = Address(mean, "m", ref job);
        if (state.Buffer is { } buffer) job.C = Address(buffer, "b", ref job);
        return new(
            Of(rule.Lr), Of(rule.Alpha), Of(1 - rule.Alpha), Of(rule.Eps), Of(rule.WeightDecay), Of(rule.Momentum),
            rule.Centered, state.Buffer is not null);
    }
}

/// <summary>v in <c>a</c>, m in <c>b</c>, the momentum's b in <c>c</c>.</summary>
readonly record struct RmspropKernel<T>(T Lr, T Alpha, T Share, T Eps, T Penalty, T Momentum, bool IsCentered, bool HasMomentum)
    : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Step(
        Vector512<T> theta, Vector512<T> g, ref Vector512<T> v, ref Vector512<T> m, ref Vector512<T> b, ref Vector512<T> _)
    {
        g += theta * Penalty;
        v.FollowSquare(g, Alpha, Share);
        var scaled = g.Over(Vector512.Sqrt(IsCentered ? Variance(g, v, ref m) : v) + Vector512.Create(Eps), Eps);
        if (!HasMomentum) return scaled * Lr;
        b.Follow(scaled, Momentum, T.One);
        return b * Lr;
    }

    /// <summary>v − m², not below 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector512<T> Variance(Vector512<T> g, Vector512<T> v, ref Vector512<T> m)
    {
        m.Follow(g, Alpha, Share);
        return Vector512.Max(v - (m * m), Vector512<T>.Zero);
    }
}
