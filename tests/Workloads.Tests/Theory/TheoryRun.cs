using AdaShift.Bench.Optim;
using AdaShift.Bench.Running;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests;

/// <summary>Opens a run as the runner does, without its files.</summary>
static class TheoryRun
{
    public static PluginCatalog Catalog { get; } =
        PluginCatalog.Discover([typeof(Zoo.Adam).Assembly, typeof(OnlineStochastic).Assembly], []);

    public static TrainingRun Open(
        string workload, string optimizer, long steps, string? schedule = null, long seed = 0, params string[] probes)
    {
        var optimizers = new Dictionary<string, string> { [Player.DefaultName] = Catalog.Canonical<UpdateRule>(optimizer) };
        var spec = new RunSpec(
            "test", "custom", Catalog.Canonical<Workload>(workload), optimizer, optimizers, schedule, null, probes, seed,
            new(Steps: steps), "cpu");
        return Open(spec);
    }

    public static TrainingRun Open(RunSpec spec) =>
        TrainingRun.Open(spec, Catalog, new() { Device = CPU, Seed = spec.Seed, DataRoot = "", Clock = new StoppedClock() });

    public static Workload Workload(string selector) => Catalog.Create<Workload>(Catalog.Canonical<Workload>(selector));

    /// <returns>The metrics after some steps.</returns>
    public static IReadOnlyDictionary<string, double> Run(
        string workload, string optimizer, long steps, string? schedule = null, long seed = 0, params string[] probes)
    {
        using var run = Open(workload, optimizer, steps, schedule, seed, probes);
        return Walk(run, steps).Metrics;
    }

    public static Evaluation Walk(TrainingRun run, long steps)
    {
        for (long step = 0; step < steps; step++) run.TrainStep();
        return run.Evaluate();
    }
}
