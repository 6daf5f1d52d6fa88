#if TORCHSHARP_OFFICIAL
using TorchSharp;

namespace AdaShift.Bench.Torch;

/// <summary>The engine over the TorchSharp packages: what their API does not offer is answered with null or false.</summary>
static class Backend
{
    internal const string Package = "official";

    internal static bool HasEvents => false;

    /// <summary>Not in TorchSharp's API; but libtorch has to be loaded before anybody looks for its libraries.</summary>
    internal static string Config()
    {
        torch.InitializeDeviceType(DeviceType.CPU);
        return "";
    }

    internal static string ParallelInfo() => "";

    internal static bool SetFlushDenormal(bool on) => false;

    internal static bool UseDeterministicAlgorithms(bool on) => false;

    internal static bool SetCudnnBenchmark(bool on) => false;

    internal static CudaInfo Cuda() => new(torch.cuda.device_count(), NvidiaDriver.Model(), NvidiaDriver.Version(), null, null);

    internal static DeviceMemory? Memory(int index) => null;

    internal static void ResetPeakMemory(int index)
    {
    }

    internal static IDeviceTimer EventTimer(int index) => throw new NotSupportedException("TorchSharp has no device events");
}
#endif
