using TorchSharp;

namespace AdaShift.Bench.Torch;

/// <summary>
/// What the bench wants of libtorch beyond TorchSharp's API. With the official packages some of it cannot be had; it then answers null
/// or false, and timing falls back from device events to waiting for the device.
/// </summary>
public static class Engine
{
    /// <summary>What computes here, now: the thread counts are those of the moment.</summary>
    public static EngineInfo Describe()
    {
        var config = Backend.Config();                      // loads libtorch: only then are its libraries to be seen
        var libraries = LoadedLibraries.Read();
        return new EngineInfo(
            Backend.Package,
            ConfigText.Setting(config, "TORCH_VERSION") ?? torch.__version__,
            LoadedLibraries.Blas(libraries),
            LoadedLibraries.OpenMp(libraries),
            ConfigText.After(Backend.ParallelInfo(), "ATen parallel backend:"),
            ConfigText.After(config, "CPU capability usage:"),
            torch.get_num_threads(),
            torch.get_num_interop_threads(),
            torch.cuda.is_available() ? Backend.Cuda() : null,
            config);
    }

    /// <summary>Denormal numbers count as zero on this thread: decaying averages are full of them and run many times slower.</summary>
    /// <returns>False when the processor or the package cannot.</returns>
    public static bool SetFlushDenormal(bool on) => Backend.SetFlushDenormal(on);

    /// <summary>Only operators whose results repeat bit for bit; those that have none then throw.</summary>
    /// <returns>False when the package has no such switch.</returns>
    public static bool UseDeterministicAlgorithms(bool on) => Backend.UseDeterministicAlgorithms(on);

    /// <summary>
    /// cuDNN measures its convolution algorithms and takes the fastest: quicker for fixed shapes, different from run to run.
    /// </summary>
    /// <returns>False when the package has no such switch.</returns>
    public static bool SetCudnnBenchmark(bool on) => Backend.SetCudnnBenchmark(on);

    /// <summary>Waits until the device has done what it was given; nothing to do on the CPU.</summary>
    public static void Synchronize(torch.Device device)
    {
        if (device.type == DeviceType.CUDA)
            torch.cuda.synchronize(device);
    }

    /// <summary>Memory in use on a CUDA device; null on the CPU and where nobody counts.</summary>
    public static DeviceMemory? Memory(torch.Device device) => device.type == DeviceType.CUDA ? Backend.Memory(device.index) : null;

    /// <summary>Starts a new peak. Does nothing where nobody counts.</summary>
    public static void ResetPeakMemory(torch.Device device)
    {
        if (device.type == DeviceType.CUDA)
            Backend.ResetPeakMemory(device.index);
    }

    /// <summary>The best clock for work on a device.</summary>
    /// <param name="time">The clock of the CPU, and of a device without events.</param>
    public static IDeviceTimer Timer(torch.Device device, TimeProvider time) =>
        device.type == DeviceType.CUDA && Backend.HasEvents ? Backend.EventTimer(device.index) : new SynchronizingTimer(device, time);
}
