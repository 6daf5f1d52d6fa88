namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Each claim of the source with its verdict and the comparisons it rests on.</summary>
static class ClaimsSection
{
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
            new Paragraph(ClaimText.Method));
    }

    static Table Verdicts(IEnumerable<(string number, JudgedClaim claim)> claims, bool withPanel) => Table.Of(claims,
        new("#", c => c.number, Fit.Number),
        new("Claim", c => ClaimText.Statement(c.claim, withPanel)),
        new("Verdict", c => Verdict(c.claim)));

    static Cell Verdict(JudgedClaim claim)
    {
        var (mark, reason) = (Phrases.Mark(claim.Verdict), ClaimText.Reason(claim));
        return reason.Length == 0 ? mark : new Cell([mark, $" – {reason}"]);
    }

    static Table Comparisons(IEnumerable<(string number, JudgedPair pair)> pairs) => Table.Of(pairs,
        new("#", p => p.number, Fit.Number),
        new("Compared", p => ClaimText.Compared(p.pair), Fit.OneLine),
        new("Difference", p => Difference(p.pair.Numbers), Fit.Number),
        new("95 % interval", p => Interval(p.pair.Numbers), Fit.Number),
        new("n", p => ClaimText.Pairs(p.pair.Numbers), Fit.Number),
        new("p", p => p.pair.Numbers.P is { } value ? Format.P(value) : null, Fit.Number),
        new("Verdict", p => Phrases.Mark(p.pair.Verdict), Fit.OneLine));

    static Cell? Difference(PairedComparison numbers) =>
        numbers.Effect is { } effect ? Format.Signed(effect, numbers.Ci?.Half ?? 0) : null;

    static Cell? Interval(PairedComparison numbers) =>
        numbers.Ci is { } ci ? Format.Interval(ci) : numbers.IsExact ? "exact" : null;
}
