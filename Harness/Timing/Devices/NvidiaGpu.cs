using System.Runtime.InteropServices;
using System.Text;

namespace AdaShift.Bench.Timing.Devices;

/// <summary>An NVIDIA GPU by its management library (NVML).</summary>
public sealed class NvidiaGpu : IGpu
{
    const string Library = "libnvidia-ml.so.1";
    const int SmClock = 1;
    const int TextLength = 96;

    readonly nint device;

    NvidiaGpu(nint device) => this.device = device;

    /// <summary>The one that libtorch calls <c>cuda</c>: NVML counts differently, and does not heed CUDA_VISIBLE_DEVICES.</summary>
    /// <returns>Null without such a GPU, or without its driver.</returns>
    public static NvidiaGpu? TryOpen()
    {
        if (CudaDriver.TryOpen()?.BusId(0) is not { } bus) return null;
        try
        {
            return nvmlInit_v2() == 0 && nvmlDeviceGetHandleByPciBusId_v2(bus, out var device) == 0 ? new(device) : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    public GpuState Read()
    {
        var memory = nvmlDeviceGetMemoryInfo(device, out var bytes) == 0 ? bytes : (MemoryInfo?)null;
        return new(
            Text(text => nvmlDeviceGetName(device, text, TextLength)), Text(text => nvmlSystemGetDriverVersion(text, TextLength)),
            (long?)memory?.Used, (long?)memory?.Total,
            nvmlDeviceGetClockInfo(device, SmClock, out var clock) == 0 ? (int)clock : null,
            nvmlDeviceGetCurrentClocksThrottleReasons(device, out var reasons) == 0 ? (ThrottleReasons)reasons : null);
    }

    static string? Text(Func<byte[], int> read)
    {
        var text = new byte[TextLength];
        return read(text) == 0 ? Encoding.UTF8.GetString(text.AsSpan(0, Array.IndexOf(text, (byte)0))) : null;
    }

    [StructLayout(LayoutKind.Sequential)]
    struct MemoryInfo
    {
        public ulong Total, Free, Used;
    }

    [DllImport(Library)]
    static extern int nvmlInit_v2();

    [DllImport(Library)]
    static extern int nvmlDeviceGetHandleByPciBusId_v2([MarshalAs(UnmanagedType.LPStr)] string bus, out nint device);

    [DllImport(Library)]
    static extern int nvmlDeviceGetMemoryInfo(nint device, out MemoryInfo memory);

    [DllImport(Library)]
    static extern int nvmlDeviceGetClockInfo(nint device, int clock, out uint megahertz);

    [DllImport(Library)]
    static extern int nvmlDeviceGetCurrentClocksThrottleReasons(nint device, out ulong reasons);

    [DllImport(Library)]
    static extern int nvmlDeviceGetName(nint device, byte[] name, uint length);

    [DllImport(Library)]
    static extern int nvmlSystemGetDriverVersion(byte[] version, uint length);
}
