using AdaShift.Bench.Timing.Devices;

namespace AdaShift.Bench.Running.Tests;

/// <summary>What the records say of a GPU, over one that is made up.</summary>
public sealed class GpuTests
{
    [Fact]
    public void A_result_has_the_peak_of_the_memory_and_why_the_gpu_is_slowed_down()
    {
        using var run = new ToyRun();
        run.Run(gpu: new Fake(used: [100, 700, 300], ThrottleReasons.PowerCap | ThrottleReasons.ThermalSoftware));
        run.Records.Result!.Gpu.ShouldBe(new(700, "PowerCap, ThermalSoftware"));
    }

    [Fact]
    public void What_the_driver_does_not_tell_is_null_and_stops_nothing()
    {
        using var run = new ToyRun();
        run.Run(gpu: new Fake(used: [null], null));
        run.Records.Result!.Gpu.ShouldBe(new(null, null));
    }

    [Fact]
    public void On_the_cpu_there_is_none()
    {
        using var run = new ToyRun();
        run.Run();
        run.Records.Result!.Gpu.ShouldBeNull();
    }

    [Fact]
    public void A_device_is_described_by_what_its_driver_tells()
    {
        EnvironmentProbe.Describe("cuda", new Fake([], null)).ShouldBe("cuda: H100, driver 535.104.05");
        EnvironmentProbe.Describe("cuda", new Fake([], null, driver: null)).ShouldBe("cuda: H100");
        EnvironmentProbe.Describe("cuda", null).ShouldBe("cuda");
    }

    /// <param name="used">Bytes at the first readings; 0 later.</param>
    sealed class Fake(long?[] used, ThrottleReasons? reasons, string? driver = "535.104.05") : IGpu
    {
        int reading;

        public GpuState Read() =>
            new("H100", driver, reading < used.Length ? used[reading++] : used is [null] ? null : 0, 1000, null, reasons);
    }
}
