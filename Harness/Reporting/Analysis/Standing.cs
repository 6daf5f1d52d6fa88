namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>What the arms of a panel reached on one metric at the end, and which of them differ.</summary>
/// <param name="Final">The arms that have a value, in the panel's order.</param>
/// <param name="Best">
/// The best of these means, ignoring arms that another arm beats pair by pair: a mean may look good because the worst seeds diverged.
/// Null if nothing may be ranked.
/// </param>
/// <param name="Tied">Arms whose paired difference to the best has a 95 % interval that contains zero, or too few pairs.</param>
/// <param name="Uneven">Tied by the interval, yet worse than the best for every seed: the differences vary too much.</param>
public sealed record Standing(
    Metric Metric, IReadOnlyDictionary<Arm, Sample> Final, Arm? Best, IReadOnlyList<Arm> Tied, IReadOnlyList<Arm> Uneven)
{
    public static Standing Of(Panel panel, Metric metric)
    {
        var samples = panel.Arms.ToDictionary(arm => arm, arm => Sample.AtTheEnd(arm, metric));
        var final = samples.Where(s => s.Value.Values.Count > 0).ToDictionary(s => s.Key, s => s.Value);
        var side = metric.Better == Better.Higher ? 1 : -1; // the sign of left − right if left is better
        var mayRank = !panel.IsQuick && panel.Arms.Count > 1 && panel.Declares(metric);
        var best = !mayRank ? null : final.Keys.OrderBy(arm => -side * final[arm].Summary.Mean)
            .FirstOrDefault(arm => !panel.Arms.Any(other => other != arm && Beats(Compare(other, arm))));
        if (best is null) return new(metric, final, null, [], []);

        var open = panel.Arms
            .Where(arm => arm != best)
            .Select(arm => (arm, numbers: Compare(best, arm)))
            .Where(o => (o.numbers.N > 0 || final.ContainsKey(o.arm)) && !Beats(o.numbers))
            .ToLookup(o => o.numbers.IsEnough && o.numbers.EveryPair == side, o => o.arm);
        return new(metric, final, best, [.. open[false]], [.. open[true]]);

        PairedComparison Compare(Arm left, Arm right) =>
            PairedComparison.Of(samples[left], samples[right], metric.Better, panel.IsDeterministic);

        bool Beats(PairedComparison numbers) => numbers.IsEnough && numbers.Sign(metric.Better) == side;
    }
}
