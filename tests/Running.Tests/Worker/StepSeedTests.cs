using AdaShift.Bench.Optim;
using AdaShift.Bench.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Running.Tests;

/// <summary>
/// Where the state of a device's generator cannot be had, each step is seeded from its number. The meta device stands in for such a one.
/// </summary>
[Collection(GlobalGenerator.Tests)]
public sealed class StepSeedTests
{
    [Fact]
    public void Each_step_of_such_a_device_draws_from_the_seed_of_its_number()
    {
        using var run = Open(DeviceType.META);

        Walk(run, 3).ShouldBe([OfStep(1), OfStep(2), OfStep(3)]);
    }

    [Fact]
    public void A_resumed_run_draws_the_same_whatever_was_drawn_before()
    {
        using var whole = Open(DeviceType.META);
        Walk(whole, 2);
        using var saved = new Snapshot();
        whole.Save(saved);

        using var resumed = Open(DeviceType.META);
        resumed.Load(saved);
        manual_seed(99).Dispose();

        Walk(resumed, 2).ShouldBe([OfStep(3), OfStep(4)]);
    }

    [Fact]
    public void On_the_cpu_one_stream_goes_on_from_step_to_step()
    {
        using var run = Open(DeviceType.CPU);
        var drawn = Walk(run, 3);

        manual_seed(RunContext.DeriveSeed(Seed, "train")).Dispose();
        drawn.ShouldBe([ToyDraws.Draw(), ToyDraws.Draw(), ToyDraws.Draw()]);
    }

    const long Seed = 5;

    static TrainingRun Open(DeviceType device) => TrainingRun.Open(
        new("test", "custom", "toy-draws", "none", new Dictionary<string, string>(), null, null, [], Seed, new(Steps: 10), "cpu"),
        ToyRun.Catalog, new() { Device = new Device(device), Seed = Seed, DataRoot = "", Clock = new StoppedClock() });

    static double[] Walk(TrainingRun run, int steps) => [.. Enumerable.Range(0, steps).Select(_ =>
    {
        run.TrainStep();
        return ((ToyDraws.DrawTrial)run.Trial).Last;
    })];

    static double OfStep(long step)
    {
        manual_seed(RunContext.DeriveSeed(Seed, $"step {step}")).Dispose();
        return ToyDraws.Draw();
    }
}
