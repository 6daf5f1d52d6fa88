namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>
/// A metric over the steps of one arm: mean and range over the seeds that reached each step; an unfinished run counts as far as it got.
/// </summary>
/// <param name="Ends">Where the line of a diverged seed ends.</param>
public sealed record Curve(string Arm, IReadOnlyList<CurvePoint> Points, IReadOnlyList<CurveEnd> Ends)
{
    public static Curve Of(Arm arm, string metric)
    {
        var points =
            from run in arm.Runs
            where run.Status is not (ReportedStatus.Failed or ReportedStatus.Damaged)
            from evaluation in run.Evaluations
            let value = Run.Finite(evaluation, metric)
            where value is not null
            group (evaluation.Epoch, value.Value) by evaluation.Step into step
            orderby step.Key
            select Point(step.Key, step.First().Epoch, [.. step.Select(s => s.Value)]);
        return new(arm.Name, [.. points], [.. arm.With(ReportedStatus.Diverged).Select(r => End(r, metric)).OfType<CurveEnd>()]);
    }

    public Curve WithoutUntrained() => this with { Points = [.. Points.Where(p => p.Step > 0)], Ends = [.. Ends.Where(e => e.Step > 0)] };

    static CurvePoint Point(long step, double? epoch, double[] values) =>
        new(step, epoch, values.Average(), values.Min(), values.Max(), values.Length);

    static CurveEnd? End(Run run, string metric) => run.Evaluations.LastOrDefault(e => Run.Finite(e, metric) is not null) is { } last
        ? new(run.Seed, last.Step, last.Epoch, last.Metrics[metric], run.Recorded.Result?.Steps ?? last.Step)
        : null;
}

/// <param name="N">Seeds with a finite value at this step.</param>
public sealed record CurvePoint(long Step, double? Epoch, double Mean, double Min, double Max, int N);

/// <param name="Step">Of the last evaluation with a finite value.</param>
/// <param name="DivergedAt">The first training step that was not finite.</param>
public sealed record CurveEnd(long Seed, long Step, double? Epoch, double Value, long DivergedAt);
