using AdaShift.Bench.Contracts;
using AdaShift.Bench.Timing.Statistics;

namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>What the arms of a panel reached on one metric at the end, and which of them can be told apart.</summary>
/// <param name="Final">Of the runs that finished.</param>
/// <param name="Best">The best of these means; null where nothing may be ranked.</param>
/// <param name="Tied">Arms whose paired difference to the best has a 95 % interval that contains zero, or too few pairs to say.</param>
public sealed record Standing(Metric Metric, IReadOnlyDictionary<Arm, Summary> Final, Arm? Best, IReadOnlyList<Arm> Tied)
{
    public static Standing Of(Panel panel, Metric metric)
    {
        var end = new ClaimMoment(ClaimMomentKind.End);
        var final = panel.Arms
            .Select(arm => (arm, values: panel.Recorded(arm, metric, end)))
            .Where(a => a.values.Count > 0)
            .ToDictionary(a => a.arm, a => Summary.Of([.. a.values.Values]));
        if (panel.IsQuick || panel.Arms.Count < 2 || final.Count == 0) return new(metric, final, null, []);

        var better = metric.Better == Better.Higher ? -1 : 1;
        var best = final.Keys.MinBy(a => better * final[a].Mean)!;
        var others = panel.Arms.Where(a => a != best);
        return new(metric, final, best, [.. others.Where(a => IsTied(Comparison.Of(panel, metric, end, best, a), metric))]);
    }

    static bool IsTied(Comparison comparison, Metric metric) =>
        comparison.N > 0 && (!comparison.IsEnough || comparison.Sign(metric.Better) == 0);
}
