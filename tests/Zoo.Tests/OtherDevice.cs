using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests;

/// <summary>The device that is held against the CPU: CUDA, where there is one.</summary>
/// <remarks>
/// ADASHIFT_TEST_DEVICE names it. If what it names is missing, the tests fail instead of being skipped; "cpu" tries the tests themselves.
/// </remarks>
static class OtherDevice
{
    public static Device OrSkip()
    {
        var named = Environment.GetEnvironmentVariable("ADASHIFT_TEST_DEVICE");
        Assert.SkipWhen(named is null && !cuda.is_available(), "no CUDA device");
        return InitializeDevice(new Device(named ?? "cuda"));
    }
}
