namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>Two samples compared seed by seed: left − right.</summary>
/// <remarks>
/// A diverged run has no value and is worse than any value. It loses its pair by the largest difference seen between the two arms: the pair
/// is neither dropped nor given an invented number. If both runs of a pair diverged, the pair is a tie.
/// </remarks>
/// <param name="N">Pairs: seeds for which both runs completed or diverged.</param>
/// <param name="LeftDiverged">Pairs that left lost by diverging alone; a final value that is not finite counts as diverged.</param>
/// <param name="RightDiverged">Pairs that right lost by diverging alone.</param>
/// <param name="Effect">Mean difference, in the metric's unit; null if no pair has two numbers.</param>
/// <param name="Ci">95 % Student interval of the mean difference; null without an effect, for a single pair, and if exact.</param>
/// <param name="P">Two-sided, by the exact sign-flip test; null without pairs, and if exact.</param>
/// <param name="IsExact">Deterministic workload: every run would give the same difference.</param>
/// <param name="EveryPair">−1 if left is lower in every pair, +1 if right is, otherwise 0.</param>
public sealed record PairedComparison(
    int N, int LeftDiverged, int RightDiverged, double? Effect, ConfidenceInterval? Ci, double? P, bool IsExact, int EveryPair)
{
    /// <summary>With fewer pairs nothing is decided.</summary>
    public const int FewestPairs = 3;

    public int Diverged => LeftDiverged + RightDiverged;

    public bool IsEnough => N >= (IsExact ? 1 : FewestPairs);

    /// <summary>
    /// Which side is lower: −1 left, +1 right, 0 undecided. If no pair has two numbers, divergence decides if it is always on one side.
    /// </summary>
    /// <param name="better">Tells whether a diverged run counts as above or below every number.</param>
    public int Sign(Better better)
    {
        if (IsExact && Effect is { } exact) return Math.Sign(exact);
        if (Ci is not null) return Ci.High < 0 ? -1 : Ci.Low > 0 ? 1 : 0;
        if (N == 0 || Effect is not null || (LeftDiverged != N && RightDiverged != N)) return 0;
        return (LeftDiverged == N) == (better == Better.Lower) ? 1 : -1;
    }

    public static PairedComparison Of(Sample left, Sample right, Better better, bool isExact)
    {
        var seeds = left.Values.Keys.Where(right.Values.ContainsKey);
        double[] differences = [.. seeds.Select(seed => left.Values[seed] - right.Values[seed])];
        var both = left.Lost.Intersect(right.Lost).Count();
        var leftAlone = left.Lost.Except(right.Lost).Count(right.Values.ContainsKey);
        var rightAlone = right.Lost.Except(left.Lost).Count(left.Values.ContainsKey);
        var worst = (differences.Length == 0 ? 1 : differences.Max(Math.Abs)) * (better == Better.Lower ? 1 : -1);
        double[] values =
        [
            .. differences,
            .. Enumerable.Repeat(worst, leftAlone),
            .. Enumerable.Repeat(-worst, rightAlone),
            .. Enumerable.Repeat(0.0, both),
        ];
        return new(values.Length, leftAlone, rightAlone,
            Effect: differences.Length > 0 ? Summary.Of(values).Mean : null,
            Ci: differences.Length > 0 && !isExact ? ConfidenceInterval.OfMean(values) : null,
            P: isExact ? null : SignFlipTest.P(values),
            isExact,
            EveryPair: values.Length == 0 ? 0 : values.All(v => v < 0) ? -1 : values.All(v => v > 0) ? 1 : 0);
    }
}
