using AdaShift.Bench.Contracts;
using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Document;

namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Which optimizer reached what, how sure that is, and how many claims hold.</summary>
static class SummarySection
{
    public static Section Of(Study study)
    {
        var parts = study.Panels.Select(p => new Section($"summary-{p.Key}", p.Heading, Panel(p, study.Colours))).ToList();
        Block[] claims = study.Claims.Count == 0 ? [] : [new Paragraph(Claims(study.Claims))];
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
            new Paragraph(Legend(panel, ranked.Count > 0)),
        ];
    }

    static IReadOnlyList<Inline> Sentence(Standing standing, IReadOnlyDictionary<string, int> colours)
    {
        var (best, metric) = (standing.Best!, standing.Metric);
        var superlative = metric.Better == Better.Higher ? "Highest" : "Lowest";
        var final = standing.Final[best];
        var diverged = best.Count(RunStatus.Diverged) is var n and > 0 ? $", {n} diverged" : "";
        var tied = standing.Tied.Count == 0 ? "." : $"; not told apart from it: {Words.List([.. standing.Tied.Select(a => a.Name)])}.";
        return
        [
            $"{superlative} {metric.Name} at the end: ", Words.Label(best, colours),
            $", {Format.MeanSd(final)} (n = {final.N}{diverged}){tied}",
        ];
    }

    static Table Table(Panel panel, Standing[] standings, IReadOnlyDictionary<string, int> colours)
    {
        var goal = panel.Facts?.Goal;
        return new(
            [
                new("Optimizer"),
                .. standings.Select(s => new Column($"{s.Metric.Name} {(s.Metric.Better == Better.Higher ? "↑" : "↓")}", Numeric: true)),
                .. goal is null ? [] : new[] { new Column(Words.Goal(goal), Numeric: true) },
                new("Runs", Short: true),
            ],
            [.. panel.Arms.Select(arm => (IReadOnlyList<Cell>)
            [
                new Cell(Words.Label(arm, colours)),
                .. standings.Select(s => Final(s, arm)),
                .. goal is null ? [] : new[] { new Cell(Reached(GoalProgress.Of(arm, goal))) },
                new Cell(Words.Statuses(arm.Runs)),
            ])]);
    }

    static Cell Final(Standing standing, Arm arm)
    {
        if (!standing.Final.TryGetValue(arm, out var summary)) return new Cell("–");
        var mark = standing.Tied.Contains(arm) ? "≈ " : "";
        return new Cell([mark + Format.MeanSd(summary)], Best: arm == standing.Best);
    }

    static string Reached(GoalProgress goal) => goal.N == 0 ? "–" : $"{goal.Reached} of {goal.N}";

    static string Legend(Panel panel, bool ranked) =>
        "At the end of the run: mean ± standard deviation over the seeds that finished." +
        (ranked
            ? " Bold: best mean. ≈: not told apart from the best (the 95 % interval of the difference, paired by seed, contains zero)."
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
