using System.Runtime.Intrinsics;

namespace AdaShift.Bench.Optim;

/// <summary>One step of one parameter, a vector of elements at a time.</summary>
/// <remarks>
/// Make it a struct, for loops are compiled for each kernel, and mark its Step with AggressiveInlining: a call per vector is several times
/// slower. Every block of elements steps with a copy of its own, so that a kernel may gather what <see cref="Note"/> reports.
/// </remarks>
public interface IKernel<T>
    where T : unmanaged
{
    /// <param name="theta">θ of these elements, before the step.</param>
    /// <param name="grad">Their gradient.</param>
    /// <param name="a">The array <see cref="Job.A"/>, read before and written after; likewise b, c and d.</param>
    /// <returns>The step, to be multiplied by the schedule's factor and subtracted from θ.</returns>
    Vector512<T> Step(
        Vector512<T> theta, Vector512<T> grad, ref Vector512<T> a, ref Vector512<T> b, ref Vector512<T> c, ref Vector512<T> d);

    /// <summary>Reports what this block found: the larger of <paramref name="largest"/> and its own, its own sum of squares.</summary>
    void Note(ref double largest, ref double squares) { }
}
