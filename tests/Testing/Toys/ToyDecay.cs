using AdaShift.Bench.Records;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Testing;

/// <summary>1 / (1 + t/10).</summary>
[Schedule("toy-decay", Source = "Test")]
public sealed record ToyDecay : Schedule
{
    public override double Factor(ScheduleTime time) => 1 / (1 + time.Step / 10.0);
}
