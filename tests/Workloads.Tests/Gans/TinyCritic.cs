using AdaShift.Bench.Optim;
using AdaShift.Bench.Testing;
using AdaShift.Bench.Zoo.Gans;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests.Gans;

/// <summary>The critic's workload on 24 made-up images of 8×8 pixels, with nets of width 4.</summary>
[Workload("tiny-critic", Source = "Test")]
public sealed class TinyCritic(
    GanObjective objective = GanObjective.Wgan,
    Lipschitz lipschitz = Lipschitz.Gp,
    [Interval("(0, inf)")] double rho = 10,
    [Interval("[0, 7]")] int kept = 0,
    [Interval("[1, 100]")] int renewEvery = 1,
    [Interval("[1, 10]")] int criticSteps = 2) : Workload
{
    public const int Side = 8, Batch = 8, Count = 24;

    readonly WganCritic workload = new(
        objective, lipschitz, rho, kept: kept, renewEvery: renewEvery, side: Side, width: 4, batch: Batch, criticSteps: criticSteps);

    public override Goal Goal => workload.Goal;

    public override IReadOnlyList<Metric> Metrics => workload.Metrics;

    public override IReadOnlyList<string> Players => workload.Players;

    /// <summary>uint8 [24, 3, 8, 8].</summary>
    public static Tensor Images()
    {
        using var random = new Generator(5);
        return randint(0, 256, [Count, 3, Side, Side], dtype: ScalarType.Byte, generator: random);
    }

    public static RunContext Context(long seed = 0) =>
        new() { Device = CPU, Seed = seed, DataRoot = "", Clock = new StoppedClock() };

    /// <summary>The workload on images of any size, opened as the runner opens it.</summary>
    internal static WganCriticTrial Open(WganCritic workload, Tensor images, int side, int batch, long seed = 0)
    {
        var run = Context(seed);
        manual_seed(run.SeedFor("init"));
        return (WganCriticTrial)workload.Open(run, new RealImages(run, images, images, side, batch));
    }

    public override Trial Open(RunContext run)
    {
        using var images = Images();
        return workload.Open(run, new RealImages(run, images, images, Side, Batch));
    }
}
