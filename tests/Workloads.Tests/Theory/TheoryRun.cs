using AdaShift.Bench.Optim;
using AdaShift.Bench.Running;
using AdaShift.Bench.Testing;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests;

/// <summary>Opens a run as the runner does, without its files.</summary>
static class TheoryRun
{
    public static PluginCatalog Catalog { get; } =
        PluginCatalog.Discover([typeof(Zoo.Adam).Assembly, typeof(OnlineStochastic).Assembly, typeof(GradientWalk).Assembly], []);

    public static TrainingRun Open(
        string subject, string optimizer, long steps, string? schedule = null, long seed = 0, params string[] probes)
    {
        var optimizers = new Dictionary<string, string> { [Player.DefaultName] = Catalog.Canonical<UpdateRule>(optimizer) };
        var spec = new RunSpec(
            "test", "custom", Catalog.Canonical<Subject>(subject), optimizer, optimizers, schedule, null, probes, seed,
            new(Steps: steps), "cpu");
        return Open(spec);
    }

    public static TrainingRun Open(RunSpec spec) =>
        TrainingRun.Open(spec, Catalog, new() { Device = CPU, Seed = spec.Seed, DataRoot = "", Clock = new StoppedClock() });

    public static Subject Subject(string selector) => Catalog.Create<Subject>(selector);

    public static UpdateRule Rule(string selector) => Catalog.Create<UpdateRule>(selector);

    /// <returns>The metrics after some steps.</returns>
    public static IReadOnlyDictionary<string, double> Run(
        string subject, string optimizer, long steps, string? schedule = null, long seed = 0, params string[] probes)
    {
        using var run = Open(subject, optimizer, steps, schedule, seed, probes);
        return Walk(run, steps).Metrics;
    }

    public static Evaluation Walk(TrainingRun run, long steps)
    {
        for (long step = 0; step < steps; step++) run.TrainStep();
        return run.Evaluate();
    }
}
