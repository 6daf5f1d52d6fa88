using AdaShift.Bench.Timing.Statistics;

namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>What the arms of a panel reached on one metric at the end, and which of them can be told apart.</summary>
/// <param name="Final">Of the runs that finished.</param>
/// <param name="Best">
/// The best of these means, passing over arms that another one is told apart from as better: a mean may look good because the worst
/// seeds diverged. Null where nothing may be ranked.
/// </param>
/// <param name="Tied">Arms whose paired difference to the best has a 95 % interval that contains zero, or too few pairs to say.</param>
/// <param name="Uneven">Tied by the interval, though worse than the best at every seed: the differences are of very unequal size.</param>
public sealed record Standing(
    Metric Metric, IReadOnlyDictionary<Arm, Summary> Final, Arm? Best, IReadOnlyList<Arm> Tied, IReadOnlyList<Arm> Uneven)
{
    static readonly ClaimMoment end = new(ClaimMomentKind.End);

    public static Standing Of(Panel panel, Metric metric)
    {
        var final = panel.Arms
            .Select(arm => (arm, values: panel.Recorded(arm, metric, end)))
            .Where(a => a.values.Count > 0)
            .ToDictionary(a => a.arm, a => Summary.Of([.. a.values.Values]));
        var mayRank = !panel.IsQuick && panel.Arms.Count > 1 && panel.Declares(metric);
        if (!mayRank || BestOf(panel, metric, final) is not { } best) return new(metric, final, null, [], []);

        var open = panel.Arms
            .Where(a => a != best)
            .Select(a => (arm: a, comparison: Comparison.Of(panel, metric, end, best, a)))
            .Where(o => (o.comparison.N > 0 || final.ContainsKey(o.arm)) && !LeftIsBetter(o.comparison, metric.Better))
            .ToLookup(o => o.comparison.IsEnough && o.comparison.EveryPair == Side(metric.Better), o => o.arm);
        return new(metric, final, best, [.. open[false]], [.. open[true]]);
    }

    static Arm? BestOf(Panel panel, Metric metric, Dictionary<Arm, Summary> final)
    {
        bool IsBeaten(Arm arm) => panel.Arms.Any(other =>
            other != arm && LeftIsBetter(Comparison.Of(panel, metric, end, other, arm), metric.Better));
        return final.Keys.OrderBy(a => -Side(metric.Better) * final[a].Mean).FirstOrDefault(a => !IsBeaten(a));
    }

    static bool LeftIsBetter(Comparison comparison, Better better) => comparison.IsEnough && comparison.Sign(better) == Side(better);

    /// <summary>The sign of left − right where left is better.</summary>
    static int Side(Better better) => better == Better.Higher ? 1 : -1;
}
