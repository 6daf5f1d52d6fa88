using AdaShift.Bench.Testing;
using AdaShift.Bench.Timing.Devices;

namespace AdaShift.Bench.Timing.Tests.Devices;

/// <summary>The clocks of devices, over a device that is made up.</summary>
public sealed class DeviceTimerTests
{
    /// <summary>A device with a clock of its own; counts the events that are not yet released.</summary>
    sealed class FakeCuda : ICudaEvents
    {
        readonly Dictionary<nint, float> events = [];
        nint last;

        public float Now { get; set; }

        public int Live => events.Count;

        public nint Record()
        {
            events[++last] = Now;
            return last;
        }

        public float Milliseconds(nint start, nint end) => events[end] - events[start];

        public void Release(nint handle) => events.Remove(handle).ShouldBeTrue();
    }

    [Fact]
    public void Events_tell_the_time_of_the_device_and_are_released()
    {
        var cuda = new FakeCuda { Now = 100 };
        using var timer = new CudaEventTimer(cuda);
        foreach (var took in new[] { 2.5f, 7 })
        {
            timer.Start();
            cuda.Now += took;
            timer.Stop().ShouldBe(TimeSpan.FromMilliseconds(took));
            cuda.Live.ShouldBe(0);
        }

        timer.Start();
        timer.Start();
        timer.Dispose();
        cuda.Live.ShouldBe(0);
    }

    [Fact]
    public void Without_events_the_clock_is_read_when_the_device_is_done()
    {
        var time = new FakeTime();
        using var timer = new SynchronizingTimer(() => time.Advance(1), time);
        timer.Start();
        timer.Stop().ShouldBe(TimeSpan.FromSeconds(1)); // the wait at the end counts, the one at the start does not
    }

    [Fact]
    public void A_stop_without_a_start_is_refused()
    {
        using var events = new CudaEventTimer(new FakeCuda());
        using var waiting = new SynchronizingTimer(() => { }, TimeProvider.System);
        foreach (var timer in new IDeviceTimer[] { events, waiting })
            Should.Throw<InvalidOperationException>(() => timer.Stop()).Message.ShouldBe("Stop without Start.");
    }

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
        CudaDriver.TryOpen().ShouldBeNull();
    }
}
