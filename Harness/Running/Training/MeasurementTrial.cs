using static TorchSharp.torch;

namespace AdaShift.Bench.Running;

/// <summary>A measurement at work: a training step takes the next reading, an evaluation shows the latest.</summary>
/// <remarks>A checkpoint holds how many readings were taken; a resumed run takes them again.</remarks>
sealed class MeasurementTrial : Trial
{
    readonly Measurement measurement;
    readonly UpdateRule rule;
    IEnumerator<Evaluation> readings;
    Evaluation? latest;
    long taken;

    public MeasurementTrial(Measurement measurement, UpdateRule rule, RunContext run)
        : base(run)
    {
        (this.measurement, this.rule) = (measurement, rule);
        readings = measurement.Measure(rule, run).GetEnumerator();
        Keep("readings", () => taken, TakeAgain);
    }

    /// <summary>What of the latest reading is not finite: "online/theta is NaN"; null when all is well.</summary>
    public string? NotFinite =>
        latest is not null && latest.Metrics.TryGetValue(measurement.Goal.Metric, out var value) && !double.IsFinite(value)
            ? FormattableString.Invariant($"{measurement.Goal.Metric} is {value}")
            : null;

    public override void TrainStep(StepLog log) => Take();

    public override void Evaluate(EvaluationBuilder evaluation)
    {
        foreach (var (metric, value) in latest?.Metrics ?? new Dictionary<string, double>()) evaluation.Add(metric, value);
        foreach (var artefact in latest?.Artefacts ?? []) evaluation.Add(artefact.Name, artefact.Content);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) readings.Dispose();
        base.Dispose(disposing);
    }

    void Take()
    {
        using var unrecorded = no_grad();
        if (readings.MoveNext()) latest = readings.Current;
        taken++;
    }

    void TakeAgain(long count)
    {
        readings.Dispose();
        readings = measurement.Measure(rule, Run).GetEnumerator();
        (latest, taken) = (null, 0);
        while (taken < count)
        {
            using var scope = NewDisposeScope();
            Take();
        }
    }
}
