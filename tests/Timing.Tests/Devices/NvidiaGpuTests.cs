using AdaShift.Bench.Timing.Devices;

namespace AdaShift.Bench.Timing.Tests.Devices;

public sealed class NvidiaGpuTests
{
    [Theory]
    [InlineData(ThrottleReasons.None, false)]
    [InlineData(ThrottleReasons.Idle | ThrottleReasons.ApplicationClocks, false)]
    [InlineData(ThrottleReasons.Idle | ThrottleReasons.PowerCap, true)]
    [InlineData(ThrottleReasons.ThermalHardware, true)]
    [InlineData(null, false)]
    public void An_idle_gpu_is_not_throttled(ThrottleReasons? reasons, bool throttled) =>
        new GpuState("", "", 0, 0, 0, reasons).IsThrottled.ShouldBe(throttled);

    [Fact]
    public void Without_the_driver_there_is_no_gpu()
    {
        Assert.SkipWhen(File.Exists("/proc/driver/nvidia/version"), "there is an NVIDIA driver");
        NvidiaGpu.TryOpen().ShouldBeNull();
    }
}
