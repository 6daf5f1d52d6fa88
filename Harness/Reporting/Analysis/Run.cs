
namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>One run as a report sees it.</summary>
public sealed record Run(RecordedRun Recorded)
{
    public long Seed => Recorded.Spec.Seed;

    /// <summary>By ascending step; what a resumed run evaluated again counts once, the later time.</summary>
    public IReadOnlyList<EventRecord> Evaluations { get; } = ByStep(Recorded);

    /// <summary>
    /// In what its result is not that of the last evaluation there is, as when a copy lost the end of the events; null when it is.
    /// </summary>
    public string? Damage { get; } = DamageOf(Recorded);

    public RunState Status { get; } = Recorded switch
    {
        { Result: not null } when DamageOf(Recorded) is not null => RunState.Damaged,
        { Result.Status: RunStatus.Completed } => RunState.Completed,
        { Result.Status: RunStatus.Diverged } => RunState.Diverged,
        { Result.Status: RunStatus.Failed } => RunState.Failed,
        { Record: null, Events.Count: 0 } => RunState.Missing,
        _ => RunState.Unfinished,
    };

    /// <summary>The value of a metric at a moment; null when the run recorded none there, or one that is not finite.</summary>
    /// <remarks>A step or epoch means the first evaluation at or after it. "End" is the end of the whole run: a diverged one has
    /// none.</remarks>
    public double? At(string metric, ClaimMoment moment, Better better)
    {
        var values = EvaluationsAt(moment).Select(e => Finite(e, metric)).OfType<double>().ToList();
        return values.Count == 0 ? null : better == Better.Higher ? values.Max() : values.Min();
    }

    /// <summary>
    /// Whether it lost its value at a moment: it diverged before, or what it recorded there is not finite. Then it is worse than any.
    /// </summary>
    public bool IsLostAt(string metric, ClaimMoment moment) => Status switch
    {
        RunState.Diverged => EvaluationsAt(moment).All(e => Finite(e, metric) is null),
        RunState.Completed => EvaluationsAt(moment).Where(e => e.Metrics.ContainsKey(metric)).ToList() is { Count: > 0 } recorded
            && recorded.All(e => Finite(e, metric) is null),
        _ => false,
    };

    /// <summary>One, or none; for the best of a run all but the untrained model's, which no optimizer has had a hand in.</summary>
    IEnumerable<EventRecord> EvaluationsAt(ClaimMoment moment) => moment.Kind switch
    {
        ClaimMomentKind.Best => Evaluations.Where(e => e.Step > 0),
        ClaimMomentKind.Step => Evaluations.Where(e => e.Step >= moment.Value).Take(1),
        ClaimMomentKind.Epoch => Evaluations.Where(e => e.Epoch >= moment.Value - 1e-9).Take(1),
        _ => Status == RunState.Diverged ? [] : Evaluations.TakeLast(1),
    };

    static IReadOnlyList<EventRecord> ByStep(RecordedRun run) =>
        [.. run.Evaluations.GroupBy(e => e.Step).OrderBy(g => g.Key).Select(g => g.Last())];

    /// <remarks>A failed run is in no number, and who wrote its result may not have known its evaluations.</remarks>
    static string? DamageOf(RecordedRun run)
    {
        if (run.Result is not { Status: not RunStatus.Failed } result) return null;
        var last = ByStep(run) is [.., var latest] ? latest : null;
        if (result.Status == RunStatus.Completed && last?.Step != result.Steps)
            return $"its result is that of {Format.Count(result.Steps)} steps, and " +
                (last is null ? "there is no evaluation" : $"its last evaluation is at step {Format.Count(last.Step)}");
        var found = last?.Metrics ?? new Dictionary<string, double>();
        var other = result.Metrics.Keys.Union(found.Keys).Order(StringComparer.Ordinal)
            .FirstOrDefault(m => !result.Metrics.TryGetValue(m, out var a) || !found.TryGetValue(m, out var b) || !a.Equals(b));
        return other is null ? null : $"its result has another {other} than its last evaluation";
    }

    static double? Finite(EventRecord evaluation, string metric) =>
        evaluation.Metrics.TryGetValue(metric, out var value) && double.IsFinite(value) ? value : null;
}

public enum RunState
{
    Completed,

    /// <summary>A loss, a gradient, a parameter or its state stopped being finite: a result, and the worst one.</summary>
    Diverged,

    /// <summary>Threw, crashed or hung: says nothing about the optimizer.</summary>
    Failed,

    /// <summary>The records contradict each other: how it ended is not known.</summary>
    Damaged,

    /// <summary>Started, without a result: interrupted, or still running.</summary>
    Unfinished,

    /// <summary>Planned and never started.</summary>
    Missing,
}
