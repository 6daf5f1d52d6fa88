using AdaShift.Bench.Timing.Devices;

namespace AdaShift.Bench.Running;

/// <summary>The memory of a GPU that is in use, by the most seen so far, and why it is slowed down.</summary>
/// <remarks>libtorch keeps memory that it once took, so looking now and then finds the peak, or nearly so.</remarks>
/// <param name="gpu">Null when there is none.</param>
sealed class GpuMeter(IGpu? gpu)
{
    long? peak;

    /// <returns>Null without a GPU.</returns>
    public GpuUse? Read()
    {
        if (gpu?.Read() is not { } now) return null;
        if (now.UsedBytes is { } used) peak = Math.Max(used, peak ?? 0);
        return new(peak, now.Reasons?.ToString());
    }
}
