using AdaShift.Bench.Records;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Testing;

/// <summary>Sums |Δ| over the run.</summary>
[Probe("toy-path", Source = "Test")]
public sealed class ToyProbe : Probe
{
    double path;

    public override void Observe(in Update update)
    {
        if (update.Delta is { } delta) path += delta.abs().sum().item<float>();
    }

    public override void Report(EvaluationBuilder evaluation) => evaluation.Add("probe/path", path);

    public override void Save(Snapshot to) => to.Put("path", path);

    public override void Load(Snapshot from) => path = from.GetNumber("path");
}
