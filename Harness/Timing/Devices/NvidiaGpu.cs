using System.Runtime.InteropServices;
using System.Text;

namespace AdaShift.Bench.Timing.Devices;

/// <summary>An NVIDIA GPU by its management library (NVML).</summary>
public sealed class NvidiaGpu
{
    const string Library = "libnvidia-ml.so.1";
    const int SmClock = 1;
    const int TextLength = 96;

    readonly nint device;

    NvidiaGpu(nint device) => this.device = device;

    /// <param name="index">As NVML counts, which does not heed CUDA_VISIBLE_DEVICES.</param>
    /// <returns>Null without such a GPU, or without its driver.</returns>
    public static NvidiaGpu? TryOpen(int index = 0)
    {
        try
        {
            return nvmlInit_v2() == 0 && nvmlDeviceGetHandleByIndex_v2((uint)index, out var device) == 0 ? new(device) : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    public GpuState Read()
    {
        Check(nvmlDeviceGetMemoryInfo(device, out var memory), nameof(nvmlDeviceGetMemoryInfo));
        Check(nvmlDeviceGetClockInfo(device, SmClock, out var clock), nameof(nvmlDeviceGetClockInfo));
        Check(nvmlDeviceGetCurrentClocksThrottleReasons(device, out var reasons), nameof(nvmlDeviceGetCurrentClocksThrottleReasons));
        return new(
            Text(text => nvmlDeviceGetName(device, text, TextLength)), Text(text => nvmlSystemGetDriverVersion(text, TextLength)),
            (long)memory.Used, (long)memory.Total, (int)clock, (ThrottleReasons)reasons);
    }

    static string Text(Func<byte[], int> read)
    {
        var text = new byte[TextLength];
        Check(read(text), "a text of NVML");
        return Encoding.UTF8.GetString(text.AsSpan(0, Array.IndexOf(text, (byte)0)));
    }

    static void Check(int result, string function)
    {
        if (result != 0) throw new InvalidOperationException($"{function} of {Library} failed with NVML's error {result}.");
    }

    [StructLayout(LayoutKind.Sequential)]
    struct MemoryInfo
    {
        public ulong Total, Free, Used;
    }

    [DllImport(Library)]
    static extern int nvmlInit_v2();

    [DllImport(Library)]
    static extern int nvmlDeviceGetHandleByIndex_v2(uint index, out nint device);

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
