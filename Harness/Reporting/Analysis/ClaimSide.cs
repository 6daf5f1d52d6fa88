
namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>One side of a comparison: an arm, or a number that is the same at every seed.</summary>
public sealed record ClaimSide(string Name, Arm? Arm, double Number = 0)
{
    public static ClaimSide Of(Arm arm) => new(arm.Name, arm);

    /// <returns>The arms of a label, or the number that it is.</returns>
    public static IEnumerable<ClaimSide> Named(string side, Panel panel) => ClaimExpression.Number(side) is { } number
        ? [new(side, null, number)]
        : panel.Arms.Where(a => a.Label == side).Select(Of);

    public IReadOnlyDictionary<long, double> Recorded(Panel panel, Metric metric, ClaimMoment moment) => Arm is not null
        ? panel.Recorded(Arm, metric, moment)
        : panel.Runs.Select(r => r.Seed).Distinct().ToDictionary(seed => seed, _ => Number);

    public IReadOnlyList<long> LostAt(Metric metric, ClaimMoment moment) => Arm?.LostAt(metric, moment) ?? [];
}
