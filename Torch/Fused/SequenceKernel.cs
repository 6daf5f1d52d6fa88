using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace AdaShift.Bench.Torch;

/// <summary>Many steps of one parameter whose gradients are known beforehand, in one native call.</summary>
static class SequenceKernel
{
    /// <param name="settings">The rule; its tensors are not used, its state begins anew.</param>
    /// <param name="theta">[N]: the start.</param>
    /// <param name="gradients">[steps, N], of θ's type; the first <paramref name="begin"/> of them were stepped along before.</param>
    /// <param name="factors">[steps] in float64, or null.</param>
    /// <param name="state">[3, N]: m, v and v̂ of earlier runs, moved on in place; null to begin anew.</param>
    /// <param name="moves">How often they have been.</param>
    /// <returns>[⌊(steps − begin) / every⌋, N].</returns>
    /// <exception cref="ExternalException">The native library threw.</exception>
    public static unsafe Tensor Run(
        FusedRow settings, Tensor theta, Tensor gradients, Tensor? factors, long every, long resting, double low, double high,
        Tensor? state = null, long moves = 0, long begin = 0)
    {
#if TORCHSHARP_OFFICIAL
        throw FusedKernels.Absent();
#else
        var (steps, size) = (gradients.shape[0], gradients.shape[1]);
        var thetas = empty((steps - begin) / every, size, dtype: theta.dtype);
        using var moving = theta.detach().clone();
        using var rows = gradients.detach().contiguous().alias();
        using var scales = factors?.detach().contiguous().alias();
        var numbers = new SequenceNumbers
        {
            Theta = moving.DataPointer(),
            Grads = rows.DataPointer(),
            Factors = scales is null ? null : (double*)scales.DataPointer(),
            Out = thetas.DataPointer(),
            Size = size,
            Steps = steps,
            Every = every,
            Resting = resting,
            Low = low,
            High = high,
            Begin = begin,
            Moves = moves,
        };
        if (state is not null)
        {
            var first = (byte*)state.DataPointer();
            var length = size * state.element_size();
            numbers.M = first;
            numbers.V = first + length;
            numbers.Peak = first + (2 * length);
        }

        TorchSharp.Interop.TorchError.ThrowIfFailed(
            TorchSharp.Interop.Native.ats_fused_sequence(&settings, &numbers, (int)theta.dtype), "fused sequence");
        return thetas;
#endif
    }
}
