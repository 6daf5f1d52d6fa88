namespace AdaShift.Bench.Timing.Devices;

/// <summary>A GPU at one moment; null for what the driver does not report.</summary>
/// <param name="Name">"NVIDIA H100 80GB HBM3".</param>
/// <param name="Driver">"535.104.05".</param>
/// <param name="UsedBytes">Of its memory, by every process together.</param>
/// <param name="SmMegahertz">Clock of its multiprocessors.</param>
public sealed record GpuState(
    string? Name, string? Driver, long? UsedBytes, long? TotalBytes, int? SmMegahertz, ThrottleReasons? Reasons)
{
    const ThrottleReasons Harmless = ThrottleReasons.Idle | ThrottleReasons.ApplicationClocks | ThrottleReasons.DisplayClocks;

    /// <summary>Whether it runs slower than it was set to, so that times measured now are not representative.</summary>
    public bool IsThrottled => ((Reasons ?? ThrottleReasons.None) & ~Harmless) != ThrottleReasons.None;
}

/// <summary>Why a GPU's clocks are below the highest, as NVML numbers it.</summary>
[Flags]
public enum ThrottleReasons
{
    None = 0,
    Idle = 0x1,
    ApplicationClocks = 0x2,
    PowerCap = 0x4,
    HardwareSlowdown = 0x8,
    SyncBoost = 0x10,
    ThermalSoftware = 0x20,
    ThermalHardware = 0x40,
    PowerBrake = 0x80,
    DisplayClocks = 0x100,
}

/// <summary>A GPU whose state can be read.</summary>
public interface IGpu
{
    GpuState Read();
}
