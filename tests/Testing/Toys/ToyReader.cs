using AdaShift.Bench.Records;
using AdaShift.Bench.Optim;
using AdaShift.Bench.Datasets;

namespace AdaShift.Bench.Testing;

/// <summary>The quadratic, after a look at the toy data.</summary>
[Workload("toy-reader", Source = "Test")]
public sealed class ToyReader : Workload
{
    readonly ToyQuadratic quadratic = new();

    public override Goal Goal => quadratic.Goal;

    public override IReadOnlyList<Metric> Metrics => quadratic.Metrics;

    public override IReadOnlyList<string> Datasets => ["toy-data"];

    public override Trial Open(RunContext run)
    {
        var folder = new DataStore(run.DataRoot).Open(new ToyData());
        var content = File.ReadAllText(Path.Combine(folder, ToyData.FileName));
        return content == ToyData.Content ? quadratic.Open(run) : throw new InvalidOperationException($"The toy data are '{content}'.");
    }
}
