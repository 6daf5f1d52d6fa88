using AdaShift.Bench.Datasets;
using AdaShift.Bench.Running;
using AdaShift.Bench.Testing;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests;

/// <summary>Opens a run of a workload with other players than one model.</summary>
static class GanRun
{
    public static TrainingRun Open(string workload, string optimizer, long steps, long seed = 0)
    {
        var catalog = TheoryRun.Catalog;
        var rule = catalog.Canonical<UpdateRule>(optimizer);
        var players = catalog.Create<Workload>(workload).Players;
        var spec = new RunSpec(
            "test", "custom", catalog.Canonical<Subject>(workload), optimizer, players.ToDictionary(p => p, _ => rule), null, null, [],
            seed, new(Steps: steps), "cpu");
        var context = new RunContext { Device = CPU, Seed = seed, DataRoot = new DataStore().Root, Clock = new StoppedClock() };
        return TrainingRun.Open(spec, catalog, context);
    }
}
