namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>One run as a report sees it.</summary>
public sealed class Run
{
    public Run(RecordedRun recorded)
    {
        Recorded = recorded;
        Evaluations = [.. recorded.Evaluations.GroupBy(e => e.Step).OrderBy(g => g.Key).Select(g => g.Last())];
        Damage = DamageOf(recorded.Result, Evaluations is [.., var last] ? last : null);
        Status = StatusOf(recorded, Damage is not null);
    }

    public RecordedRun Recorded { get; }

    /// <summary>By ascending step; if a resumed run evaluated a step twice, the later evaluation counts.</summary>
    public IReadOnlyList<EventRecord> Evaluations { get; }

    /// <summary>Those of the last evaluation that has any.</summary>
    public IEnumerable<RunArtefact> NewestArtefacts =>
        from evaluation in Evaluations.Reverse().Where(e => e.Artefacts is { Count: > 0 }).Take(1)
        from name in evaluation.Artefacts!
        let folder = RecordedRun.ArtefactFolder(Recorded.Folder, evaluation.Step)
        select new RunArtefact(name, evaluation.Step, Path.Combine(folder, name));

    /// <summary>How the result contradicts the last evaluation, as when a copy lost the last events; null if it does not.</summary>
    public string? Damage { get; }

    public ReportedStatus Status { get; }

    public long Seed => Recorded.Spec.Seed;

    /// <summary>The share of the run's steps that were taken when the process was warm, in [0, 1].</summary>
    public double WarmShare => Intervals().Sum(i => i.Steps) is > 0 and var steps
        ? (double)Intervals().Where(i => i.Warm).Sum(i => i.Steps) / steps
        : 0;

    /// <summary>Algorithm seconds (training + optimizer + data) per step.</summary>
    /// <param name="withWarmUp">Includes the intervals between evaluations in which the process (or a resumed one) was not warm.</param>
    /// <returns>Null if the run recorded no such step.</returns>
    public double? StepSeconds(bool withWarmUp)
    {
        var counted = Intervals().Where(i => withWarmUp || i.Warm).ToList();
        return counted.Sum(i => i.Steps) is > 0 and var steps ? counted.Sum(i => i.Seconds) / steps : null;
    }

    /// <summary>The mean over all training steps of a metric that evaluations hold as a mean since the one before.</summary>
    /// <returns>Null if no evaluation has it.</returns>
    public double? MeanOverSteps(string metric)
    {
        var intervals = Evaluations.Zip(Evaluations.Skip(1), (from, to) => (Steps: to.Step - from.Step, Mean: Finite(to, metric)))
            .Where(i => i.Mean is not null).ToList();
        return intervals.Sum(i => i.Steps) is > 0 and var steps ? intervals.Sum(i => i.Steps * i.Mean!.Value) / steps : null;
    }

    /// <summary>The value of a metric at a moment; null if the run recorded none there, or one that is not finite.</summary>
    /// <remarks>
    /// A step or epoch means the first evaluation at or after it. "End" is the end of the whole run, which a diverged run does not have.
    /// </remarks>
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

    /// <returns>Null if the evaluation lacks the metric, or it is not finite.</returns>
    public static double? Finite(EventRecord evaluation, string metric) =>
        evaluation.Metrics.TryGetValue(metric, out var value) && double.IsFinite(value) ? value : null;

    /// <summary>At most one evaluation; for the best value, all except the untrained model's.</summary>
    IEnumerable<EventRecord> EvaluationsAt(ClaimMoment moment) => moment.Kind switch
    {
        ClaimMomentKind.Best => Evaluations.Where(e => e.Step > 0),
        ClaimMomentKind.Step => Evaluations.Where(e => e.Step >= moment.Value).Take(1),
        ClaimMomentKind.Epoch => Evaluations.Where(e => e.Epoch >= moment.Value - 1e-9).Take(1),
        _ => Status == ReportedStatus.Diverged ? [] : Evaluations.TakeLast(1),
    };

    IEnumerable<(long Steps, double Seconds, bool Warm)> Intervals()
    {
        var (step, seconds, warm) = (0L, 0.0, false);
        foreach (var e in Evaluations)
        {
            yield return (e.Step - step, e.Seconds.Algorithm - seconds, warm && !e.WarmUp);
            (step, seconds, warm) = (e.Step, e.Seconds.Algorithm, e.Step > 0 && !e.WarmUp);
        }
    }

    /// <remarks>A failed run is in no number, and its result need not know its evaluations.</remarks>
    static string? DamageOf(ResultRecord? result, EventRecord? last)
    {
        if (result is null or { Status: RunStatus.Failed }) return null;
        if (result.Status == RunStatus.Completed && last?.Step != result.Steps)
            return $"its result is from step {Format.Count(result.Steps)}, " +
                (last is null ? "but there is no evaluation" : $"its last evaluation from step {Format.Count(last.Step)}");
        var found = last?.Metrics ?? new Dictionary<string, double>();
        var other = result.Metrics.Keys.Union(found.Keys).Order(StringComparer.Ordinal)
            .FirstOrDefault(m => !result.Metrics.TryGetValue(m, out var a) || !found.TryGetValue(m, out var b) || !a.Equals(b));
        return other is null ? null : $"its result has another {other} than its last evaluation";
    }

    static ReportedStatus StatusOf(RecordedRun run, bool isDamaged) => run switch
    {
        _ when isDamaged => ReportedStatus.Damaged,
        { Result.Status: RunStatus.Completed } => ReportedStatus.Completed,
        { Result.Status: RunStatus.Diverged } => ReportedStatus.Diverged,
        { Result.Status: RunStatus.Failed } => ReportedStatus.Failed,
        { Record: null, Events.Count: 0 } => ReportedStatus.Missing,
        _ => ReportedStatus.Unfinished,
    };
}

/// <summary>
/// How a run is reported. <see cref="RunStatus"/> is how it ended by its own account; a report also knows runs whose account is missing
/// or wrong.
/// </summary>
public enum ReportedStatus
{
    Completed,

    /// <summary>A loss, a gradient, a parameter or its state stopped being finite: a result, and the worst one.</summary>
    Diverged,

    /// <summary>Threw, crashed or hung: says nothing about the optimizer.</summary>
    Failed,

    /// <summary>The records contradict each other: how it ended is not known.</summary>
    Damaged,

    /// <summary>Started but without a result: interrupted, or still running.</summary>
    Unfinished,

    /// <summary>Planned and never started.</summary>
    Missing,
}

/// <summary>A file that an evaluation left.</summary>
public readonly record struct RunArtefact(string Name, long Step, string Path);
