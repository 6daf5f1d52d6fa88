using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Document;

namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Which optimizer reached what, how sure that is, and how many claims hold.</summary>
static class SummarySection
{
    public static Section Of(ReportData report)
    {
        var parts = report.Panels.Select(p => new Section($"summary-{p.Key}", p.Heading, Panel(p, report.Colours))).ToList();
        Block[] claims = report.Claims.Count == 0 ? [] : [new Paragraph(Claims(report.Claims))];
        return parts.Count == 1
            ? new("summary", "Summary", [.. claims, .. parts[0].Blocks])
            : new("summary", "Summary", "Summary", claims, parts);
    }

    static IReadOnlyList<Block> Panel(Panel panel, IReadOnlyDictionary<string, int> colours)
    {
        Standing[] standings = [.. panel.Charted.Select(m => Standing.Of(panel, m))];
        var ranked = standings.Where(s => s.Best is not null).ToList();
        return
        [
            .. ranked.Count == 0 ? [] : new[] { new Bullets([.. ranked.Select(s => Sentence(s, colours))]) },
            Table(panel, standings, colours),
            new Paragraph(Legend(panel, ranked.Count > 0, ranked.Any(s => s.Uneven.Count > 0))),
        ];
    }

    static IReadOnlyList<Inline> Sentence(Standing standing, IReadOnlyDictionary<string, int> colours)
    {
        var best = standing.Best!;
        var final = standing.Final[best];
        var diverged = best.Count(RunState.Diverged) is var n and > 0 ? $", {n} diverged" : "";
        return
        [
            $"{Superlative(standing)} {standing.Metric.Name} at the end: ", Words.Label(best, colours),
            $", {Format.MeanSd(final)} (n = {final.N}{diverged})",
            Others("not told apart from it", standing.Tied),
            Others("worse at every seed, though by amounts too uneven for the interval", standing.Uneven),
            ".",
        ];
    }

    /// <summary>A lower mean of another arm may not count, as when its worst seeds diverged.</summary>
    static string Superlative(Standing standing)
    {
        var best = standing.Final[standing.Best!].Mean;
        return standing.Metric.Better == Better.Higher
            ? standing.Final.Values.All(f => f.Mean <= best) ? "Highest" : "Best, seed by seed,"
            : standing.Final.Values.All(f => f.Mean >= best) ? "Lowest" : "Best, seed by seed,";
    }

    static string Others(string how, IReadOnlyList<Arm> arms) =>
        arms.Count == 0 ? "" : $"; {how}: {Words.List([.. arms.Select(a => a.Name)])}";

    static Table Table(Panel panel, Standing[] standings, IReadOnlyDictionary<string, int> colours)
    {
        var goal = panel.Facts?.Goal;
        return new(
            [
                new("Optimizer"),
                .. standings.Select(s => new Column(Heading(panel, s.Metric), Numeric: true)),
                .. goal is null ? [] : new[] { new Column(Words.Goal(goal), Numeric: true) },
                new("Runs", Short: true),
            ],
            [.. panel.Arms.Select(arm => (IReadOnlyList<Cell>)
            [
                new Cell(Words.Label(arm, colours)),
                .. standings.Select(s => Final(s, arm)),
                .. goal is null ? [] : new[] { new Cell(Words.Reached(GoalProgress.Of(panel, arm, goal))) },
                new Cell(Words.Statuses(arm.Runs)),
            ])]);
    }

    /// <summary>With an arrow towards better, where the workload says which way that is.</summary>
    static string Heading(Panel panel, Metric metric) =>
        !panel.Declares(metric) ? metric.Name : metric.Better == Better.Higher ? $"{metric.Name} ↑" : $"{metric.Name} ↓";

    static Cell Final(Standing standing, Arm arm)
    {
        if (!standing.Final.TryGetValue(arm, out var summary)) return new Cell("–");
        var mark = standing.Tied.Contains(arm) ? "≈ " : standing.Uneven.Contains(arm) ? "(≈) " : "";
        return new Cell([mark + Format.MeanSd(summary)], Best: arm == standing.Best);
    }

    static string Legend(Panel panel, bool ranked, bool uneven) =>
        "At the end of the run: mean ± standard deviation over the seeds that finished." +
        (ranked
            ? " Bold: the best. ≈: not told apart from it: the 95 % interval of the difference, paired by seed, contains zero, or fewer " +
              $"than {Comparison.FewestPairs} seeds are shared." +
              (uneven ? " (≈): so by the interval, yet worse at every seed: the differences are of very unequal size." : "")
            : "") +
        (panel.Facts is null ? "" : " Last columns: runs that reached the workload's goal, and how the runs ended.");

    static string Claims(IReadOnlyList<JudgedClaim> claims)
    {
        string Count(Verdict verdict, string one, string many)
        {
            var n = claims.Count(c => c.Verdict == verdict);
            return n == 0 ? "" : $"{n} {(n == 1 ? one : many)}";
        }
        string[] counts =
        [
            Count(Verdict.Holds, "holds", "hold"),
            Count(Verdict.DoesNotHold, "does not hold", "do not hold"),
            Count(Verdict.Undecided, "is undecided", "are undecided"),
        ];
        return $"Of {Words.Plural(claims.Count, "claim", "claims")} tested, {Words.List([.. counts.Where(c => c.Length > 0)])}.";
    }
}
