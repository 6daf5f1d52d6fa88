using System.Runtime.InteropServices;
using System.Text;

namespace AdaShift.Bench.Timing.Devices;

/// <summary>The parts of the CUDA driver that timing needs, whatever the version of CUDA that libtorch was built with.</summary>
public sealed class CudaDriver : ICudaEvents
{
    const string Library = "libcuda.so.1";
    const int BusIdLength = 32;

    CudaDriver() { }

    /// <returns>Null without the driver, or without a device that it can use.</returns>
    public static CudaDriver? TryOpen()
    {
        try
        {
            return cuInit(0) == 0 ? new() : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Where on the machine a device is: "0000:3B:00.0".</summary>
    /// <param name="ordinal">As libtorch counts, that is among those of CUDA_VISIBLE_DEVICES.</param>
    /// <returns>Null when there is no such device.</returns>
    public string? BusId(int ordinal)
    {
        var text = new byte[BusIdLength];
        return cuDeviceGet(out var device, ordinal) == 0 && cuDeviceGetPCIBusId(text, BusIdLength, device) == 0
            ? Encoding.ASCII.GetString(text.AsSpan(0, Array.IndexOf(text, (byte)0)))
            : null;
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
    static extern int cuInit(uint flags);

    [DllImport(Library)]
    static extern int cuDeviceGet(out int device, int ordinal);

    [DllImport(Library)]
    static extern int cuDeviceGetPCIBusId(byte[] text, int length, int device);

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
