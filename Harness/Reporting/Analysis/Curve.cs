namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>
/// A metric over the steps of one arm: mean and range over the seeds that got there; an unfinished run counts as far as it got.
/// </summary>
/// <param name="Ends">Where a diverged seed's line ends.</param>
public sealed record Curve(IReadOnlyList<CurvePoint> Points, IReadOnlyList<CurveEnd> Ends)
{
    public static Curve Of(Arm arm, string metric)
    {
        var points = arm.Runs
            .Where(r => r.Status is not (RunState.Failed or RunState.Damaged))
            .SelectMany(r => r.Evaluations)
            .Where(e => e.Metrics.TryGetValue(metric, out var value) && double.IsFinite(value))
            .GroupBy(e => e.Step)
            .OrderBy(g => g.Key)
            .Select(g => Point(g.Key, g.First().Epoch, [.. g.Select(e => e.Metrics[metric])]));
        return new([.. points], [.. arm.Runs.Where(r => r.Status == RunState.Diverged).Select(r => End(r, metric)).OfType<CurveEnd>()]);
    }

    public Curve WithoutUntrained() => new([.. Points.Where(p => p.Step > 0)], [.. Ends.Where(e => e.Step > 0)]);

    static CurvePoint Point(long step, double? epoch, double[] values) =>
        new(step, epoch, values.Average(), values.Min(), values.Max(), values.Length);

    static CurveEnd? End(Run run, string metric)
    {
        var last = run.Evaluations.LastOrDefault(e => e.Metrics.TryGetValue(metric, out var value) && double.IsFinite(value));
        return last is null ? null : new(run.Seed, last.Step, last.Epoch, last.Metrics[metric], run.Recorded.Result?.Steps ?? last.Step);
    }
}

/// <param name="N">Seeds with a finite value at this step.</param>
public sealed record CurvePoint(long Step, double? Epoch, double Mean, double Min, double Max, int N);

/// <param name="Step">Of the last evaluation with a finite value.</param>
/// <param name="DivergedAt">The training step that was not finite.</param>
public sealed record CurveEnd(long Seed, long Step, double? Epoch, double Value, long DivergedAt);
