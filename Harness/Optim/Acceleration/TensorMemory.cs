using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace AdaShift.Bench.Optim;

/// <summary>What accelerated steps ask of tensors, by handle: a tenth of the cost of TorchSharp's own properties.</summary>
/// <remarks>
/// The calls are TorchSharp's own exports, and two of libtorch's: a test holds that they resolve in the versions that are pinned. None of
/// them blocks, so the garbage collector need not be told (SuppressGCTransition).
/// </remarks>
static unsafe class TensorMemory
{
    const string Torch = "LibTorchSharp", LibTorch = "torch_cpu";
    const string VersionBump = "_ZN5torch8autograd4impl12bump_versionERKN2at6TensorE"; // as GCC and Clang name it

    /// <summary>Whether libtorch exports what a step needs: on Windows the names of C++ are others. For tests, it can be set.</summary>
    public static bool IsAvailable { get; set; } = HasExports(LibTorch);

    /// <summary>Whether raw access is right for a tensor: dense and contiguous in the CPU's memory, of this type.</summary>
    public static bool Fits(nint tensor, ScalarType type) =>
        IsAvailable && THSTensor_type(tensor) == (sbyte)type && THSTensor_device_type(tensor) == 0 && THSTensor_is_sparse(tensor) == 0
        && THSTensor_is_contiguous(tensor) != 0;

    public static nint Data(nint tensor) => THSTensor_data(tensor);

    public static long Length(nint tensor) => THSTensor_numel(tensor);

    public static bool HasShape(nint tensor, long[] shape)
    {
        if (THSTensor_ndimension(tensor) != shape.Length) return false;
        for (var i = 0; i < shape.Length; i++)
            if (THSTensor_size(tensor, i) != shape[i]) return false;
        return true;
    }

    /// <returns>A handle of the gradient, to be given to <see cref="Release"/>; 0 when there is none.</returns>
    public static nint Grad(nint tensor) => THSTensor_grad(tensor);

    public static void Release(nint tensor) => THSTensor_dispose(tensor);

    /// <summary>Tells autograd that a tensor was changed in place, as libtorch's own operators do.</summary>
    public static void BumpVersion(nint tensor) => torch_bump_version(tensor);

    /// <summary>Calls <paramref name="work"/> for pieces of [0, count) on libtorch's threads, and waits for all of them.</summary>
    public static void ParallelFor(long count, delegate* unmanaged<long, long, nint, void> work, nint context)
    {
        if (torch_parallel_for(0, count, 1, work, context) != 0) throw new InvalidOperationException("libtorch's parallel loop failed.");
    }

    public static bool HasExports(string library) =>
        NativeLibrary.TryLoad(library, typeof(TensorMemory).Assembly, null, out var handle)
        && NativeLibrary.TryGetExport(handle, VersionBump, out _) && NativeLibrary.TryGetExport(handle, nameof(torch_parallel_for), out _);

    [DllImport(Torch), SuppressGCTransition]
    static extern sbyte THSTensor_type(nint tensor);

    [DllImport(Torch), SuppressGCTransition]
    static extern int THSTensor_device_type(nint tensor);

    [DllImport(Torch), SuppressGCTransition]
    static extern byte THSTensor_is_contiguous(nint tensor);

    [DllImport(Torch), SuppressGCTransition]
    static extern byte THSTensor_is_sparse(nint tensor);

    [DllImport(Torch), SuppressGCTransition]
    static extern long THSTensor_numel(nint tensor);

    [DllImport(Torch), SuppressGCTransition]
    static extern long THSTensor_ndimension(nint tensor);

    [DllImport(Torch), SuppressGCTransition]
    static extern long THSTensor_size(nint tensor, long dimension);

    [DllImport(Torch), SuppressGCTransition]
    static extern nint THSTensor_data(nint tensor);

    [DllImport(Torch), SuppressGCTransition]
    static extern nint THSTensor_grad(nint tensor);

    [DllImport(Torch), SuppressGCTransition]
    static extern void THSTensor_dispose(nint tensor);

    [DllImport(LibTorch, EntryPoint = VersionBump), SuppressGCTransition]
    static extern void torch_bump_version(nint tensor);

    [DllImport(LibTorch)]
    static extern int torch_parallel_for(long begin, long end, long grain, delegate* unmanaged<long, long, nint, void> work, nint context);
}
