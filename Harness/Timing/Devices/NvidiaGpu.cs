using System.Runtime.InteropServices;
using System.Text;

namespace AdaShift.Bench.Timing.Devices;

/// <summary>An NVIDIA GPU, read through its management library (NVML).</summary>
public sealed class NvidiaGpu : IGpu
{
    const string Driver = "libcuda.so.1";
    const string Management = "libnvidia-ml.so.1";
    const int SmClock = 1;
    const int TextLength = 96;

    readonly nint device;

    NvidiaGpu(nint device) => this.device = device;

    /// <summary>
    /// The GPU that libtorch calls <c>cuda</c>. NVML numbers devices differently and ignores CUDA_VISIBLE_DEVICES, so the CUDA driver is
    /// asked for the PCI address of its first device.
    /// </summary>
    /// <returns>Null without such a GPU or its driver.</returns>
    public static NvidiaGpu? TryOpen()
    {
        try
        {
            if (cuInit(0) != 0 || cuDeviceGet(out var first, 0) != 0) return null;
            if (Text(text => cuDeviceGetPCIBusId(text, TextLength, first)) is not { } bus) return null;
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

    /// <returns>Null if the call fails.</returns>
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

    [DllImport(Driver)]
    static extern int cuInit(uint flags);

    [DllImport(Driver)]
    static extern int cuDeviceGet(out int device, int ordinal);

    [DllImport(Driver)]
    static extern int cuDeviceGetPCIBusId(byte[] text, int length, int device);

    [DllImport(Management)]
    static extern int nvmlInit_v2();

    [DllImport(Management)]
    static extern int nvmlDeviceGetHandleByPciBusId_v2([MarshalAs(UnmanagedType.LPStr)] string bus, out nint device);

    [DllImport(Management)]
    static extern int nvmlDeviceGetMemoryInfo(nint device, out MemoryInfo memory);

    [DllImport(Management)]
    static extern int nvmlDeviceGetClockInfo(nint device, int clock, out uint megahertz);

    [DllImport(Management)]
    static extern int nvmlDeviceGetCurrentClocksThrottleReasons(nint device, out ulong reasons);

    [DllImport(Management)]
    static extern int nvmlDeviceGetName(nint device, byte[] name, uint length);

    [DllImport(Management)]
    static extern int nvmlSystemGetDriverVersion(byte[] version, uint length);
}
