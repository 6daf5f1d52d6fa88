using System.Runtime.InteropServices;

namespace AdaShift.Bench.Timing.Devices;

/// <summary>The parts of the CUDA driver that timing needs, whatever the version of CUDA that libtorch was built with.</summary>
public sealed class CudaDriver : ICudaEvents
{
    const string Library = "libcuda.so.1";

    /// <summary>Bytes free and in all on the current device, for every process together.</summary>
    public static (long Free, long Total) Memory()
    {
        Check(cuMemGetInfo_v2(out var free, out var total), nameof(cuMemGetInfo_v2));
        return ((long)free, (long)total);
    }

    public nint Record()
    {
        Check(cuEventCreate(out var made, 0), nameof(cuEventCreate));
        Check(cuEventRecord(made, 0), nameof(cuEventRecord));
        return made;
    }

    public float Milliseconds(nint start, nint end)
    {
        Check(cuEventSynchronize(end), nameof(cuEventSynchronize));
        Check(cuEventElapsedTime(out var milliseconds, start, end), nameof(cuEventElapsedTime));
        return milliseconds;
    }

    public void Release(nint handle) => Check(cuEventDestroy_v2(handle), nameof(cuEventDestroy_v2));

    static void Check(int result, string function)
    {
        if (result != 0) throw new InvalidOperationException($"{function} of {Library} failed with CUDA's error {result}.");
    }

    [DllImport(Library)]
    static extern int cuMemGetInfo_v2(out nuint free, out nuint total);

    [DllImport(Library)]
    static extern int cuEventCreate(out nint created, uint flags);

    [DllImport(Library)]
    static extern int cuEventRecord(nint handle, nint stream);

    [DllImport(Library)]
    static extern int cuEventSynchronize(nint handle);

    [DllImport(Library)]
    static extern int cuEventElapsedTime(out float milliseconds, nint start, nint end);

    [DllImport(Library)]
    static extern int cuEventDestroy_v2(nint handle);
}
