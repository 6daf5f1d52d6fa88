#if !TORCHSHARP_OFFICIAL
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using TorchSharp.Interop;

namespace AdaShift.Bench.Torch;

/// <summary>The engine over our own subset, which can ask libtorch anything.</summary>
static unsafe class Backend
{
    internal const string Package = "subset";

    internal static bool HasEvents => Native.ats_cuda_compiled() != 0;

    internal static string Config() => Marshal.PtrToStringUTF8(Native.ats_config()) ?? "";

    internal static string ParallelInfo() => Marshal.PtrToStringUTF8(Native.ats_parallel_info()) ?? "";

    internal static bool SetFlushDenormal(bool on) => Native.ats_set_flush_denormal(on ? 1 : 0) != 0;

    internal static bool UseDeterministicAlgorithms(bool on)
    {
        Native.ats_set_deterministic(on ? 1 : 0, 0);
        return true;
    }

    internal static bool SetCudnnBenchmark(bool on)
    {
        Native.ats_set_benchmark_cudnn(on ? 1 : 0);
        return true;
    }

    internal static CudaInfo Cuda()
    {
        var devices = Native.ats_cuda_device_count();
        var name = stackalloc byte[256];
        var values = stackalloc long[3];
        if (Native.ats_cuda_describe(0, name, values) != 0)
            return new CudaInfo(devices, NvidiaDriver.Model(), NvidiaDriver.Version(), null, null);
        var capability = string.Create(CultureInfo.InvariantCulture, $"{values[0] / 10}.{values[0] % 10}");
        var text = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name));
        return new CudaInfo(devices, text, NvidiaDriver.Version(), capability, values[2]);
    }

    internal static DeviceMemory? Memory(int index)
    {
        var bytes = stackalloc long[4];
        return Native.ats_cuda_memory(index, bytes) == 0 ? new DeviceMemory(bytes[0], bytes[1], bytes[2], bytes[3]) : null;
    }

    internal static void ResetPeakMemory(int index) => _ = Native.ats_cuda_reset_peak(index);

    internal static IDeviceTimer EventTimer(int index) => new CudaEventTimer(index);
}

/// <summary>Two events in the device's own stream: the device's clock, untouched by what the CPU does meanwhile.</summary>
/// <param name="index">The device, which need not be the current one.</param>
sealed class CudaEventTimer(int index) : IDeviceTimer
{
    nint _start;

    public string Method => "cuda events";

    public void Start()
    {
        Dispose();
        _start = TorchError.Checked(Native.ats_event_record(index), "cuda event");
    }

    public TimeSpan Stop()
    {
        if (_start == 0)
            throw new InvalidOperationException("Stop without Start");
        var end = TorchError.Checked(Native.ats_event_record(index), "cuda event");
        var milliseconds = Native.ats_event_elapsed(_start, end);
        Native.ats_event_release(end);
        Dispose();
        return milliseconds >= 0 ? TimeSpan.FromMilliseconds(milliseconds) : throw TorchError.Last("cuda event");
    }

    public void Dispose()
    {
        if (_start != 0)
            Native.ats_event_release(_start);
        _start = 0;
    }
}
#endif
