using AdaShift.Bench.Contracts;

namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>One cell as a report sees it.</summary>
public sealed record Run(RecordedCell Cell)
{
    public long Seed => Cell.Spec.Seed;

    /// <summary>By ascending step; what a resumed run evaluated again counts once, the later time.</summary>
    public IReadOnlyList<EventRecord> Evaluations { get; } =
        [.. Cell.Evaluations.GroupBy(e => e.Step).OrderBy(g => g.Key).Select(g => g.Last())];

    public RunStatus Status { get; } = Cell switch
    {
        { Result.Status: CellStatus.Completed } => RunStatus.Completed,
        { Result.Status: CellStatus.Diverged } => RunStatus.Diverged,
        { Result.Status: CellStatus.Failed } => RunStatus.Failed,
        { Record: null, Events.Count: 0 } => RunStatus.Missing,
        _ => RunStatus.Unfinished,
    };

    /// <summary>The value of a metric at a moment; null when the run recorded none there, or one that is not finite.</summary>
    /// <remarks>A step or epoch means the first evaluation at or after it. "End" is the end of the whole run: a diverged one has
    /// none.</remarks>
    public double? At(string metric, ClaimMoment moment, Better better)
    {
        if (moment.Kind == ClaimMomentKind.Best) return Best(metric, better);
        var evaluation = moment.Kind switch
        {
            ClaimMomentKind.Step => Evaluations.FirstOrDefault(e => e.Step >= moment.Value),
            ClaimMomentKind.Epoch => Evaluations.FirstOrDefault(e => e.Epoch >= moment.Value - 1e-9),
            _ => Status == RunStatus.Diverged || Evaluations.Count == 0 ? null : Evaluations[^1],
        };
        return Finite(evaluation, metric);
    }

    double? Best(string metric, Better better)
    {
        var values = Evaluations.Select(e => Finite(e, metric)).OfType<double>().ToList();
        return values.Count == 0 ? null : better == Better.Higher ? values.Max() : values.Min();
    }

    static double? Finite(EventRecord? evaluation, string metric) =>
        evaluation is not null && evaluation.Metrics.TryGetValue(metric, out var value) && double.IsFinite(value) ? value : null;
}

public enum RunStatus
{
    Completed,

    /// <summary>A loss or parameter stopped being finite: a result, and the worst one.</summary>
    Diverged,

    /// <summary>Threw, crashed or hung: says nothing about the optimizer.</summary>
    Failed,

    /// <summary>Started, without a result: interrupted, or still running.</summary>
    Unfinished,

    /// <summary>Planned and never started.</summary>
    Missing,
}
