using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AdaShift.Bench.Zoo.Accelerators;

/// <summary>What several kernels compute, a vector of elements at a time.</summary>
static class Lanes
{
    /// <summary>x / root, with 0/0 defined as 0: see <see cref="Quotient"/>.</summary>
    /// <param name="eps">The ε that is in the root; only with 0 can the root be 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Over<T>(this Vector512<T> x, Vector512<T> root, T eps)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        eps > T.Zero ? x / root : Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<T>.Zero), Vector512<T>.Zero, x / root);

    /// <summary>mean ← keep · mean + share · x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Follow<T>(ref this Vector512<T> mean, Vector512<T> x, T keep, T share)
        where T : unmanaged, IFloatingPointIeee754<T> => mean = (mean * keep) + (x * share);

    /// <summary>mean ← keep · mean + share · x², in the order of libtorch's addcmul: share · x may be finite where x² is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FollowSquare<T>(ref this Vector512<T> mean, Vector512<T> x, T keep, T share)
        where T : unmanaged, IFloatingPointIeee754<T> => mean = (mean * keep) + (x * share * x);
}
