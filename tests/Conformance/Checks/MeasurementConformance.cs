using AdaShift.Bench.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Conformance.Checks;

/// <summary>What the harness expects of every measurement: finite, as declared, and the same whenever it is taken again.</summary>
public static class MeasurementConformance
{
    const int Count = 3;

    /// <param name="rule">One that the measurement is about.</param>
    /// <exception cref="ConformanceException">Every problem at once.</exception>
    public static void Check(Measurement measurement, UpdateRule rule)
    {
        var findings = new Findings(measurement.GetType().Name);
        findings.Demand(!measurement.Validate().Any(), $"its settings have problems: {string.Join("; ", measurement.Validate())}");
        findings.Demand(
            measurement.Metrics.Any(m => m.Name == measurement.Goal.Metric),
            $"its goal is about '{measurement.Goal.Metric}', which is not among its metrics");
        findings.Check("measures", () => Measures(measurement, rule, findings));
        findings.Check("memory", () => StaysFlat(measurement, rule, findings));
        findings.Throw();
    }

    static void Measures(Measurement measurement, UpdateRule rule, Findings findings)
    {
        var (one, again, other) = (Readings(measurement, rule, 0), Readings(measurement, rule, 0), Readings(measurement, rule, 1));
        var declared = measurement.Metrics.Select(m => m.Name).ToHashSet();
        findings.Demand(one.Count > 0, "it takes no reading");
        foreach (var name in one.SelectMany(r => r.Metrics.Keys).Distinct().Except(declared))
            findings.Demand(false, $"it records '{name}', which is not among its metrics");
        foreach (var name in declared.Except(one[^1].Metrics.Keys)) findings.Demand(false, $"it declares '{name}' and does not record it");
        findings.Demand(one.All(r => r.Metrics.Values.All(double.IsFinite)), "a metric is not finite");
        findings.Demand(IsSame(one, again), "taken again with the same seed, the readings differ");
        findings.Demand(
            IsSame(one, other) != measurement.UsesSeed, $"UsesSeed is {measurement.UsesSeed}, but another seed says otherwise");
    }

    static void StaysFlat(Measurement measurement, UpdateRule rule, Findings findings)
    {
        Readings(measurement, rule, 0);
        var before = Live();
        Readings(measurement, rule, 0);
        findings.Demand(Live() <= before, $"{Live() - before} tensors more after it has been disposed");
    }

    /// <summary>The first ones, taken as the runner takes them.</summary>
    static List<Evaluation> Readings(Measurement measurement, UpdateRule rule, long seed)
    {
        using var unrecorded = no_grad();
        var run = new RunContext { Device = CPU, Seed = seed, DataRoot = "", Clock = new StoppedClock() };
        using var readings = measurement.Measure(rule, run).GetEnumerator();
        var taken = new List<Evaluation>();
        while (taken.Count < Count)
        {
            using var scope = NewDisposeScope();
            if (!readings.MoveNext()) break;
            taken.Add(readings.Current);
        }

        return taken;
    }

    static bool IsSame(List<Evaluation> one, List<Evaluation> other) =>
        one.Count == other.Count && one.Zip(other).All(pair => pair.First.Metrics.SequenceEqual(pair.Second.Metrics));

    static long Live() => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
}
