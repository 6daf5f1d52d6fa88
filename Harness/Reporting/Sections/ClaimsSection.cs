using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Document;

namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Each claim of the source with its verdict and the comparisons it stands on.</summary>
static class ClaimsSection
{
    public static Section Of(ReportData report) => new("claims", "Claims",
    [
        new Table(
            [new("#", Numeric: true), new("Claim"), new("Verdict")],
            [.. report.Claims.Select((c, i) => (IReadOnlyList<Cell>)[new($"{i + 1}"), new(Says(c, report.Panels.Count > 1)), Verdict(c)])]),
        .. report.Claims.Any(c => c.Pairs.Any(p => p.Numbers.N > 0)) ? new[] { Comparisons(report) } : [],
        new Paragraph(
            "Difference: mean over the pairs of runs with the same seed, left minus right. A claim holds when every interval lies on the " +
            "asserted side, does not hold when at least one lies on the other side, and is undecided otherwise or with fewer than " +
            $"{Comparison.FewestPairs} pairs. Work without chance needs one pair and has no interval: its difference is what it is. " +
            "The intervals decide, and are not corrected for several comparisons. p backs them up: exact sign-flip test, two-sided; " +
            "with 5 pairs it cannot be smaller than 0.0625."),
    ]);

    static Table Comparisons(ReportData report) => new(
        [
            new("#", Numeric: true), new("Compared", Short: true), new("Difference", Numeric: true), new("95 % interval", Numeric: true),
            new("n", Numeric: true), new("p", Numeric: true), new("Says", Short: true),
        ],
        [.. report.Claims.SelectMany((c, i) => c.Pairs
            .Where(p => p.Numbers.N > 0)
            .Select(p => (IReadOnlyList<Cell>)[new($"{i + 1}"), .. Numbers(p)]))]);

    static string Says(JudgedClaim claim, bool several) =>
        $"{claim.Claim.Says} ({(several ? $"{claim.Panel.Heading}; " : "")}{claim.Claim.Metric}, {Moment(claim.Claim)})";

    static Cell Verdict(JudgedClaim claim) => claim.Reason.Length == 0
        ? new(new VerdictMark(claim.Verdict))
        : new(new VerdictMark(claim.Verdict), $" – {claim.Reason}");

    static IEnumerable<Cell> Numbers(JudgedPair pair)
    {
        var numbers = pair.Numbers;
        var half = numbers.Ci is { } ci ? (ci.High - ci.Low) / 2 : 0;
        yield return new($"{pair.Left} {pair.Relation} {pair.Right}");
        yield return new(numbers.Effect is { } effect ? Format.Signed(effect, half) : "–");
        yield return new(numbers.Ci is not null ? Format.Interval(numbers.Ci) : numbers.IsExact ? "no chance" : "–");
        yield return new(numbers.Diverged == 0 ? $"{numbers.N}" : $"{numbers.N} ({numbers.Diverged} diverged)");
        yield return new(numbers.P is { } p ? Format.P(p) : "–");
        yield return new(new VerdictMark(pair.Verdict));
    }

    static string Moment(Claim claim) => (claim.At switch
    {
        "end" => "at the end",
        "best" => "at its best",
        var at => $"at {at}",
    }) + (claim.Margin is { } margin ? $", margin {Format.Number(margin)}" : "");
}
