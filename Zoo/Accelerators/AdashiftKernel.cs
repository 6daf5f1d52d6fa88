using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Zoo.Accelerators;

/// <summary>
/// The oldest gradient of the window in <c>a</c>, where the latest takes its place; m in <c>b</c>; an element-wise v in <c>c</c>, its p
/// (with a mask) in <c>d</c>.
/// </summary>
/// <remarks>m ← Keep · m + Latest · g − Leaving · g[t−n], then x = m · <paramref name="MeanScale"/>: sliding, renewed, or Adam's.</remarks>
/// <param name="Rests">θ stays: the window fills, or the mask holds the whole block back.</param>
/// <param name="HasWindow">False without a delay, where v takes g[t] itself.</param>
/// <param name="HasMean">False where m is g[t] alone.</param>
/// <param name="Root">√(v / (1−p)) + ε of the block, where v is not element-wise.</param>
/// <param name="Correction">1 / (1−p), where v is element-wise.</param>
record struct AdashiftKernel<T>(
    T Lr, T Eps, bool Rests, bool HasWindow, bool HasMean, bool Slides, T Keep, T Latest, T Leaving, T MeanScale,
    bool IsElementwise, bool IsRunningMax, bool IsMasked, T Beta2, T Share2, T Correction, T Root) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    GradientNote<T> noted;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Step(
        Vector512<T> theta, Vector512<T> g, ref Vector512<T> oldest, ref Vector512<T> m, ref Vector512<T> v, ref Vector512<T> p)
    {
        noted.Add(g);
        var shifted = HasWindow ? oldest : g;
        if (HasWindow) oldest = g;
        var x = HasMean ? Mean(g, shifted, ref m) : g;
        if (Rests) return Vector512<T>.Zero;
        var root = IsElementwise ? ElementRoot(shifted * shifted, ref v, ref p) : Vector512.Create(Root);
        var step = x.Over(root, Eps) * Lr;
        return IsMasked ? Vector512.ConditionalSelect(Vector512.Equals(p, Vector512<T>.One), Vector512<T>.Zero, step) : step;
    }

    public readonly void Note(ref double largest, ref double squares) => noted.Report(ref largest, ref squares);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly Vector512<T> Mean(Vector512<T> g, Vector512<T> leaving, ref Vector512<T> m)
    {
        m = (m * Keep) + (g * Latest);
        if (Slides) m -= leaving * Leaving; // only if it is finite: 0 · ∞ would stay in m
        return m * MeanScale;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly Vector512<T> ElementRoot(Vector512<T> square, ref Vector512<T> v, ref Vector512<T> p)
    {
        v *= Beta2;
        v = IsRunningMax ? Vector512.Max(v, square) : v + (square * Share2);
        if (IsMasked)
        {
            var awake = Vector512.GreaterThan(v, Vector512<T>.Zero) | Vector512.LessThan(p, Vector512<T>.One);
            p = Vector512.ConditionalSelect(awake, p * Beta2, p);
        }

        var corrected = IsRunningMax ? v : IsMasked ? v / (Vector512<T>.One - p) : v * Correction;
        return Vector512.Sqrt(corrected) + Vector512.Create(Eps);
    }
}
