using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Threads within an operator.</summary>
    public static int get_num_threads() => Native.ats_num_threads();

    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public static void set_num_threads(int num)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(num, 1);
        TorchError.ThrowIfFailed(Native.ats_set_num_threads(num), "set_num_threads");
    }

    /// <summary>Threads between operators.</summary>
    public static int get_num_interop_threads() => Native.ats_num_interop_threads();

    /// <summary>Allowed once, before libtorch has done any work between operators.</summary>
    public static void set_num_interop_threads(int num)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(num, 1);
        TorchError.ThrowIfFailed(Native.ats_set_num_interop_threads(num), "set_num_interop_threads");
    }
}
