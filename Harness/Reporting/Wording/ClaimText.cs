namespace AdaShift.Bench.Reporting.Wording;

/// <summary>What the report says about claims and their verdicts.</summary>
static class ClaimText
{
    public static string Method { get; } =
        "Difference: mean over the pairs of runs with the same seed, left minus right. A claim holds when every interval lies on the " +
        "asserted side and does not hold when at least one lies on the other side; otherwise, or with fewer than " +
        $"{PairedComparison.FewestPairs} pairs, it is undecided. A deterministic workload needs one pair and has no interval: its " +
        "difference is exact. Verdicts rest on the intervals, which are not corrected for multiple comparisons. p is a check on them: " +
        "exact sign-flip test, two-sided; with 5 pairs it cannot be smaller than 0.0625.";

    /// <summary>"Adam is as good as SGD (train/loss, at the end, margin 0.1)".</summary>
    public static string Statement(JudgedClaim judged, bool withPanel)
    {
        var claim = judged.Claim;
        var margin = claim.Margin is { } m ? $", margin {Format.Number(m)}" : "";
        return $"{claim.Says} ({(withPanel ? $"{judged.Panel.Heading}; " : "")}{claim.Metric}, {Moment(claim.At)}{margin})";
    }

    public static string Compared(JudgedPair pair) => $"{pair.Left} {pair.Relation} {pair.Right}";

    public static string Pairs(PairedComparison numbers) =>
        numbers.Diverged == 0 ? $"{numbers.N}" : $"{numbers.N} ({numbers.Diverged} diverged)";

    /// <summary>Why the claim is undecided, or what a reader must know about the verdict; empty when the numbers say it all.</summary>
    public static string Reason(JudgedClaim judged) => judged.Obstacle switch
    {
        null => Note(judged.Pairs),
        Obstacle.Unreadable unreadable => unreadable.Message,
        Obstacle.AbsentArms absent => $"not among these runs: {string.Join(", ", absent.Labels)}",
        Obstacle.QuickProfile => "the quick profile shows that everything works; it is too short to rank anything",
        Obstacle.NoMargin => "'~' needs a margin, and the claim has none",
        Obstacle.NotRecorded empty => NotRecorded(judged.Claim, empty.Pairs),
        Obstacle.TooFewPairs few => TooFewPairs(few.Fewest),
        _ => throw new ArgumentException($"There are no words for {judged.Obstacle.GetType().Name}.", nameof(judged)),
    };

    static string NotRecorded(Claim claim, IReadOnlyList<JudgedPair> pairs)
    {
        var whose = pairs.Count == 0 ? "" : $" of {string.Join(", of ", pairs.Select(p => $"{p.Left} and {p.Right}"))}";
        return $"no pair of runs{whose} recorded {claim.Metric} at {(claim.At is "end" or "best" ? "the " : "")}{claim.At}";
    }

    static string TooFewPairs(int fewest) =>
        $"{Phrases.Count(fewest, "pair")}; a verdict needs at least {PairedComparison.FewestPairs} seeds that both optimizers ran";

    static string Note(IReadOnlyList<JudgedPair> pairs)
    {
        string[] open = [.. pairs.Where(p => p.Verdict == Verdict.Undecided).Select(p => p.Right)];
        string[] broken = [.. pairs.Where(p => p.Verdict == Verdict.DoesNotHold).Select(p => p.Right)];
        return Phrases.Join("; ",
            pairs.All(p => p.Numbers.IsExact) ? "deterministic workload: one run suffices, and there is no interval" : null,
            open.Length > 0 && broken.Length == 0 ? $"inconclusive against {string.Join(", ", open)}" : null,
            broken.Length > 0 && broken.Length < pairs.Count ? $"not against {string.Join(", ", broken)}" : null,
            pairs.Any(p => p.Numbers.Diverged > 0) ? "a diverged run loses its pair" : null);
    }

    static string Moment(string at) => at switch
    {
        "end" => "at the end",
        "best" => "at its best",
        _ => $"at {at}",
    };
}
