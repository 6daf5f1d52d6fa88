#if !TORCHSHARP_OFFICIAL
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace AdaShift.Bench.Torch;

/// <summary>The fused steps of the native library: one call for all parameters of a model.</summary>
public static unsafe class FusedKernels
{
    static readonly Lazy<string?> isa = new(FindInstructions);

    /// <summary>"avx2": what the kernels are compiled for that this processor runs; null when there are none.</summary>
    public static string? Instructions => isa.Value;

    public static bool Available => isa.Value is not null;

    /// <summary>Finds the gradients of parameters.</summary>
    /// <param name="thetas">Handles of the parameters.</param>
    /// <param name="grads">Takes handles, 0 where there is no gradient; valid as long as the parameters keep their gradients.</param>
    /// <returns>Whether a fused step takes them: dense, contiguous, all on the CPU or all on one GPU, all float32 or all float64.</returns>
    internal static bool Look(ReadOnlySpan<nint> thetas, Span<nint> grads, out ScalarKind kind)
    {
        fixed (nint* from = thetas, to = grads)
        {
            var type = Native.ats_fused_look(from, thetas.Length, to);
            kind = (ScalarKind)type;
            return type >= 0;
        }
    }

    /// <summary>One step of all rows.</summary>
    /// <exception cref="ExternalException">A tensor does not fit its row; then nothing has changed.</exception>
    internal static void Step(Span<FusedRow> rows, ScalarKind kind)
    {
        fixed (FusedRow* first = rows)
            TorchError.ThrowIfFailed(Native.ats_fused_step(first, rows.Length, (int)kind), "fused step");
    }

    /// <summary>Notes max|g| and Σg² of the rows' gradients, as far as they ask for them.</summary>
    internal static void Measure(Span<FusedRow> rows, ScalarKind kind)
    {
        fixed (FusedRow* first = rows)
            TorchError.ThrowIfFailed(Native.ats_fused_measure(first, rows.Length, (int)kind), "fused measure");
    }

    /// <summary>For tests: kernels for fewer instructions than the processor has, or "foreach" for a GPU's step, on the CPU.</summary>
    /// <param name="instructions">Null for the widest. "foreach" holds for the calling thread alone.</param>
    /// <returns>False when the processor or the library does not have them.</returns>
    internal static bool Use(string? instructions) => Native.ats_fused_use(instructions) == 0;

    /// <summary>Null when the library at hand has no fused steps, or was built from other sources and lays a row out otherwise.</summary>
    static string? FindInstructions()
    {
        try
        {
            return Native.ats_fused_row_bytes() == sizeof(FusedRow) ? Marshal.PtrToStringUTF8(Native.ats_fused_isa()) : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }
}
#else
namespace AdaShift.Bench.Torch;

/// <summary>There are no fused steps over the TorchSharp packages: rules step op by op.</summary>
public static class FusedKernels
{
    public static string? Instructions => null;

    public static bool Available => false;

    internal static bool Look(ReadOnlySpan<nint> thetas, Span<nint> grads, out ScalarKind kind)
    {
        kind = ScalarKind.None;
        return false;
    }

    internal static void Step(Span<FusedRow> rows, ScalarKind kind) => throw Absent();

    internal static void Measure(Span<FusedRow> rows, ScalarKind kind) => throw Absent();

    internal static NotSupportedException Absent() => new("the TorchSharp packages have no fused steps");
}
#endif

/// <summary>The element type of a fused step, numbered as in libtorch.</summary>
enum ScalarKind
{
    None = 0,
    Float32 = 6,
    Float64 = 7,
}
