using AdaShift.Bench.Optim;
using AdaShift.Bench.Running;
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
        for (var i = 0; i < WarmUp; i++) optimizer.step();
        Synchronize(device);
        var start = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < Steps; i++) optimizer.step();
        Synchronize(device);
        return TimeProvider.System.GetElapsedTime(start);
    }

    static void Synchronize(Device device)
    {
        if (device.type == DeviceType.CUDA) cuda.synchronize(device);
    }
}
