using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AdaShift.Bench.Zoo.Accelerators;

/// <summary>max|g| (NaN if an element is) and Σg², gathered a vector of elements at a time.</summary>
struct GradientNote<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    Vector512<T> largest, squares;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<T> g)
    {
        largest = Vector512.Max(largest, Vector512.Abs(g));
        squares += g * g;
    }

    public readonly void Report(ref double max, ref double sum)
    {
        var half = Vector256.Max(largest.GetLower(), largest.GetUpper());
        var quarter = Vector128.Max(half.GetLower(), half.GetUpper());
        for (var k = 0; k < Vector128<T>.Count; k++) max = Math.Max(max, double.CreateTruncating(quarter[k]));
        sum += double.CreateTruncating(Vector512.Sum(squares));
    }

    /// <summary>Of a whole gradient, by the same blocks as a step, so that the same bits come out.</summary>
    public static unsafe (double Largest, double Squares) Of(nint gradient, long length, int block)
    {
        var (max, sum) = (0.0, 0.0);
        var padded = stackalloc T[Vector512<T>.Count];
        for (long from = 0; from < length; from += block)
        {
            var (note, i, to) = (default(GradientNote<T>), from, Math.Min(from + block, length));
            for (; i <= to - Vector512<T>.Count; i += Vector512<T>.Count) note.Add(Vector512.Load((T*)gradient + i));
            new Span<T>(padded, Vector512<T>.Count).Clear();
            for (var k = 0; i + k < to; k++) padded[k] = ((T*)gradient)[i + k];
            note.Add(Vector512.Load(padded));
            var (blockMax, blockSum) = (0.0, 0.0);
            note.Report(ref blockMax, ref blockSum);
            (max, sum) = (Math.Max(max, blockMax), sum + blockSum);
        }

        return (max, sum);
    }
}
