using System.Runtime.InteropServices;
using TorchSharp;

namespace AdaShift.Bench.Running;

/// <summary>
/// Numbers below 1.2e-38 (float32), which many processors process many times more slowly. Saturated nets and decaying averages
/// are full of them, so the time of a step would depend on its data.
/// </summary>
static class Denormals
{
    /// <summary>1, as a worker gets it unless the user sets another value: denormal numbers count as zero.</summary>
    public const string Variable = "ADASHIFT_FLUSH_DENORMAL";

    /// <summary>
    /// Flushes them to zero on this thread and on the threads that it starts, so call it before torch starts any; if the environment
    /// asks for it.
    /// </summary>
    /// <returns>Whether they are flushed: not every processor can, nor every system's libtorch be asked.</returns>
    public static bool FlushIfEnabled() => Environment.GetEnvironmentVariable(Variable) == "1" && TryFlush(true);

    /// <remarks>TorchSharp has no <c>set_flush_denormal</c>, so libtorch's function is called by its C++ name.</remarks>
    internal static bool TryFlush(bool on)
    {
        torch.InitializeDeviceType(DeviceType.CPU);
        try
        {
            return setFlushDenormal(globalContext(), on);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    [DllImport("torch_cpu", EntryPoint = "_ZN2at13globalContextEv")]
    static extern nint globalContext();

    [DllImport("torch_cpu", EntryPoint = "_ZN2at7Context16setFlushDenormalEb")]
    [return: MarshalAs(UnmanagedType.U1)]
    static extern bool setFlushDenormal(nint context, [MarshalAs(UnmanagedType.U1)] bool on);
}
