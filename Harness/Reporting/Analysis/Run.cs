namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>One run as a report sees it.</summary>
public sealed class Run
{
    public Run(RecordedRun recorded)
    {
        Recorded = recorded;
        Evaluations = [.. recorded.Evaluations.GroupBy(e => e.Step).OrderBy(g => g.Key).Select(g => g.Last())];
        Damage = Damage.Of(recorded.Result, Evaluations is [.., var last] ? last : null);
        Status = StatusOf(recorded, Damage);
    }

    public RecordedRun Recorded { get; }

    /// <summary>By ascending step; where a resumed run evaluated a step twice, the later evaluation counts.</summary>
    public IReadOnlyList<EventRecord> Evaluations { get; }

    /// <summary>Null when the records agree with each other.</summary>
    public Damage? Damage { get; }

    public ReportedStatus Status { get; }

    public long Seed => Recorded.Spec.Seed;

    /// <summary>The value of a metric at a moment; null when the run recorded none there, or one that is not finite.</summary>
    /// <remarks>A step or epoch means the first evaluation at or after it. "End" is the end of the whole run: a diverged one has
    /// none.</remarks>
    public double? At(string metric, ClaimMoment moment, Better better)
    {
        double[] values = [.. EvaluationsAt(moment).Select(e => Finite(e, metric)).OfType<double>()];
        return values.Length == 0 ? null : better == Better.Higher ? values.Max() : values.Min();
    }

    /// <summary>Whether it has no value because it diverged before the moment, or recorded one that is not finite there.</summary>
    public bool IsLostAt(string metric, ClaimMoment moment) => Status switch
    {
        ReportedStatus.Diverged => EvaluationsAt(moment).All(e => Finite(e, metric) is null),
        ReportedStatus.Completed => EvaluationsAt(moment).Where(e => e.Metrics.ContainsKey(metric)).ToList() is { Count: > 0 } recorded
            && recorded.All(e => Finite(e, metric) is null),
        _ => false,
    };

    /// <returns>Null where the evaluation lacks the metric, or it is not finite.</returns>
    public static double? Finite(EventRecord evaluation, string metric) =>
        evaluation.Metrics.TryGetValue(metric, out var value) && double.IsFinite(value) ? value : null;

    /// <summary>At most one evaluation; for the best value, all of them except that of the untrained model.</summary>
    IEnumerable<EventRecord> EvaluationsAt(ClaimMoment moment) => moment.Kind switch
    {
        ClaimMomentKind.Best => Evaluations.Where(e => e.Step > 0),
        ClaimMomentKind.Step => Evaluations.Where(e => e.Step >= moment.Value).Take(1),
        ClaimMomentKind.Epoch => Evaluations.Where(e => e.Epoch >= moment.Value - 1e-9).Take(1),
        _ => Status == ReportedStatus.Diverged ? [] : Evaluations.TakeLast(1),
    };

    static ReportedStatus StatusOf(RecordedRun run, Damage? damage) => run switch
    {
        _ when damage is not null => ReportedStatus.Damaged,
        { Result.Status: RunStatus.Completed } => ReportedStatus.Completed,
        { Result.Status: RunStatus.Diverged } => ReportedStatus.Diverged,
        { Result.Status: RunStatus.Failed } => ReportedStatus.Failed,
        { Record: null, Events.Count: 0 } => ReportedStatus.Missing,
        _ => ReportedStatus.Unfinished,
    };
}
