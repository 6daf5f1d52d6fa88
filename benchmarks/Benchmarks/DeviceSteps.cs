using AdaShift.Bench.Optim;
using AdaShift.Bench.Running;
using AdaShift.Bench.Timing.Devices;
using AdaShift.Bench.Zoo;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Benchmarks;

/// <summary>The time of a step of every rule on a device, over 299 tensors of 2,560 elements.</summary>
static class DeviceSteps
{
    const int Steps = 100;
    const int WarmUp = 20;

    public static int Print(string name)
    {
        LibTorch.Prepare(name);
        var device = new Device(name);
        var catalog = PluginCatalog.Discover([typeof(Sgd).Assembly], []);
        foreach (var plugin in catalog.Of(PluginKind.Optimizer))
            foreach (var accelerate in device.type == DeviceType.CPU ? new[] { true, false } : [false])
            {
                var time = Time(catalog.Create<UpdateRule>(plugin.Name) with { Accelerate = accelerate }, device);
                Console.WriteLine(FormattableString.Invariant(
                    $"{plugin.Name} ({(accelerate ? "accelerated" : "plain")}): {time.TotalMicroseconds / Steps:F1} us"));
            }

        return 0;
    }

    static TimeSpan Time(UpdateRule rule, Device device)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        Parameter[] parameters = [.. Enumerable.Range(0, 299).Select(_ =>
            new Parameter(rand(2560).to(device)) { grad = rand(2560).to(device) })];
        using var optimizer = rule.For(parameters);
        using var timer = Timer(device);
        for (var i = 0; i < WarmUp; i++) optimizer.step();
        timer.Start();
        for (var i = 0; i < Steps; i++) optimizer.step();
        return timer.Stop();
    }

    static IDeviceTimer Timer(Device device) =>
        device.type != DeviceType.CUDA ? new SynchronizingTimer(() => { }, TimeProvider.System)
        : CudaDriver.TryOpen() is { } driver ? new CudaEventTimer(driver)
        : new SynchronizingTimer(() => cuda.synchronize(), TimeProvider.System);
}
