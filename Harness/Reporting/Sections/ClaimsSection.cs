namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Each claim of the source with its verdict and the comparisons it rests on.</summary>
static class ClaimsSection
{
    static readonly string method =
        "Difference: mean over the pairs of runs with the same seed, left minus right. A claim holds when every interval lies on the " +
        "asserted side and does not hold when at least one lies on the other side; otherwise, or with fewer than " +
        $"{PairedComparison.FewestPairs} pairs, it is undecided. A deterministic workload needs one pair and has no interval: its " +
        "difference is exact. Verdicts rest on the intervals, which are not corrected for multiple comparisons. p is a check on them: " +
        "exact sign-flip test, two-sided; with 5 pairs it cannot be smaller than 0.0625.";

    /// <returns>Null without claims.</returns>
    public static Section? Of(ReportData report)
    {
        if (report.Claims.Count == 0) return null;
        var claims = report.Claims.Select((claim, i) => (number: $"{i + 1}", claim)).ToList();
        var pairs =
            from c in claims
            from pair in c.claim.Pairs
            where pair.Numbers.N > 0
            select (c.number, pair);
        return new("claims", "Claims",
            Verdicts(claims, withPanel: report.Panels.Count > 1),
            pairs.Any() ? Comparisons(pairs) : null,
            new Paragraph(method));
    }

    static Table Verdicts(IEnumerable<(string number, JudgedClaim claim)> claims, bool withPanel) => Table.Of(claims,
        new("#", c => c.number, Fit.Number),
        new("Claim", c => Statement(c.claim, withPanel)),
        new("Verdict", c => Verdict(c.claim)));

    /// <summary>"Adam is as good as SGD (train/loss, at the end, margin 0.1)".</summary>
    static string Statement(JudgedClaim judged, bool withPanel)
    {
        var claim = judged.Claim;
        var moment = claim.At switch { "end" => "at the end", "best" => "at its best", _ => $"at {claim.At}" };
        var margin = claim.Margin is { } m ? $", margin {Format.Number(m)}" : "";
        return $"{claim.Says} ({(withPanel ? $"{judged.Panel.Heading}; " : "")}{claim.Metric}, {moment}{margin})";
    }

    static Cell Verdict(JudgedClaim claim)
    {
        var mark = Phrases.Mark(claim.Verdict);
        return claim.Reason.Length == 0 ? mark : new Cell([mark, $" – {claim.Reason}"]);
    }

    static Table Comparisons(IEnumerable<(string number, JudgedPair pair)> pairs) => Table.Of(pairs,
        new("#", p => p.number, Fit.Number),
        new("Compared", p => $"{p.pair.Left} {p.pair.Relation} {p.pair.Right}", Fit.OneLine),
        new("Difference", p => Difference(p.pair.Numbers), Fit.Number),
        new("95 % interval", p => Interval(p.pair.Numbers), Fit.Number),
        new("n", p => Pairs(p.pair.Numbers), Fit.Number),
        new("p", p => p.pair.Numbers.P is { } value ? Format.P(value) : null, Fit.Number),
        new("Verdict", p => Phrases.Mark(p.pair.Verdict), Fit.OneLine));

    static Cell? Difference(PairedComparison numbers) =>
        numbers.Effect is { } effect ? Format.Signed(effect, numbers.Ci?.Half ?? 0) : null;

    static Cell? Interval(PairedComparison numbers) =>
        numbers.Ci is { } ci ? Format.Interval(ci) : numbers.IsExact ? "exact" : null;

    static Cell Pairs(PairedComparison numbers) =>
        numbers.Diverged == 0 ? $"{numbers.N}" : $"{numbers.N} ({numbers.Diverged} diverged)";
}
