using AdaShift.Bench.Timing.Statistics;

namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>Two arms on one metric at one moment, seed by seed: left − right.</summary>
/// <remarks>
/// A diverged run has no value, and is worse than any: its pair counts as lost by the largest difference seen between the two arms, so
/// that it is neither dropped nor lets an invented number decide. When both runs of a pair diverged, the pair is a tie.
/// </remarks>
/// <param name="N">Pairs: seeds for which both runs completed or diverged.</param>
/// <param name="LeftDiverged">Pairs that left lost by diverging alone; a final value that is not finite counts as that.</param>
/// <param name="RightDiverged">Pairs that right lost so.</param>
/// <param name="Effect">Mean difference, in the metric's unit; null when no pair has a difference in numbers.</param>
/// <param name="Ci">95 % Student interval of the mean difference; null where there is no effect, or a single pair.</param>
/// <param name="P">Two-sided, by the exact sign-flip test; null without pairs, and for work without chance.</param>
/// <param name="IsExact">Work without chance: every run would give the same difference.</param>
/// <param name="EveryPair">−1 when left is lower in every pair, +1 when right is, else 0.</param>
public sealed record Comparison(
    int N, int LeftDiverged, int RightDiverged, double? Effect, ConfidenceInterval? Ci, double? P, bool IsExact, int EveryPair)
{
    /// <summary>Below this many pairs nothing is decided.</summary>
    public const int FewestPairs = 3;

    public int Diverged => LeftDiverged + RightDiverged;

    public bool IsEnough => N >= (IsExact ? 1 : FewestPairs);

    /// <summary>
    /// Which side is lower: −1 left, +1 right, 0 not told apart. With no number at all, divergence decides if it is always on one side.
    /// </summary>
    /// <param name="better">Says on which side of everything a diverged run lies.</param>
    public int Sign(Better better)
    {
        if (IsExact && Effect is { } exact) return Math.Sign(exact);
        if (Ci is not null) return Ci.High < 0 ? -1 : Ci.Low > 0 ? 1 : 0;
        if (N == 0 || Effect is not null || (LeftDiverged != N && RightDiverged != N)) return 0;
        return (LeftDiverged == N) == (better == Better.Lower) ? 1 : -1;
    }

    public static Comparison Of(Panel panel, Metric metric, ClaimMoment moment, Arm left, Arm right) =>
        Of(panel, metric, moment, ClaimSide.Of(left), ClaimSide.Of(right));

    /// <inheritdoc cref="Of(Panel, Metric, ClaimMoment, Arm, Arm)"/>
    public static Comparison Of(Panel panel, Metric metric, ClaimMoment moment, ClaimSide left, ClaimSide right)
    {
        var (ofLeft, ofRight) = (left.Recorded(panel, metric, moment), right.Recorded(panel, metric, moment));
        var differences = PairedDifferences.Of(ofLeft, ofRight).Values;
        var (leftLost, rightLost) = (left.LostAt(metric, moment), right.LostAt(metric, moment));
        var both = leftLost.Intersect(rightLost).Count();
        var leftAlone = leftLost.Except(rightLost).Count(ofRight.ContainsKey);
        var rightAlone = rightLost.Except(leftLost).Count(ofLeft.ContainsKey);

        var worst = (differences.Count == 0 ? 1 : differences.Max(Math.Abs)) * (metric.Better == Better.Lower ? 1 : -1);
        double[] values =
        [
            .. differences,
            .. Enumerable.Repeat(worst, leftAlone),
            .. Enumerable.Repeat(-worst, rightAlone),
            .. Enumerable.Repeat(0.0, both),
        ];
        var (measured, exact) = (differences.Count > 0, panel.Facts?.UsesSeed == false);
        return new(values.Length, leftAlone, rightAlone,
            measured ? Summary.Of(values).Mean : null,
            measured && !exact ? ConfidenceInterval.OfMean(values) : null,
            exact ? null : SignFlipTest.P(values),
            exact,
            values.All(v => v < 0) ? -Math.Sign(values.Length) : values.All(v => v > 0) ? 1 : 0);
    }
}
