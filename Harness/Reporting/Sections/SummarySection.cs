namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Which optimizer reached what, how certain that is, and how many claims hold.</summary>
static class SummarySection
{
    public static Section Of(ReportData report)
    {
        var claims = report.Claims.Count == 0 ? null : new Paragraph(Claims(report.Claims));
        return report.Panels is [var only]
            ? new("summary", "Summary", [claims, .. Blocks(only)])
            : new("summary", "Summary", claims)
            {
                Parts = [.. report.Panels.Select(p => new Section($"summary-{p.Key}", p.Heading, Blocks(p)))],
            };
    }

    /// <summary>"Of 4 claims tested, 1 holds, 1 does not hold and 2 are undecided."</summary>
    static string Claims(IReadOnlyList<JudgedClaim> claims)
    {
        var counts = claims.CountBy(c => c.Verdict).ToDictionary();
        (Verdict Verdict, string One, string Many)[] words =
        [
            (Verdict.Holds, "holds", "hold"), (Verdict.DoesNotHold, "does not hold", "do not hold"),
            (Verdict.Undecided, "is undecided", "are undecided"),
        ];
        var parts = words.Where(w => counts.ContainsKey(w.Verdict)).Select(w => Phrases.Count(counts[w.Verdict], w.One, w.Many));
        return $"Of {Phrases.Count(claims.Count, "claim")} tested, {Phrases.List([.. parts])}.";
    }

    static IEnumerable<Block?> Blocks(Panel panel)
    {
        Standing[] standings = [.. panel.Charted.Select(m => Standing.Of(panel, m))];
        Standing[] ranked = [.. standings.Where(s => s.Best is not null)];
        return
        [
            ranked.Length == 0 ? null : new Bullets([.. ranked.Select(Best)]),
            Table(panel, standings),
            new Paragraph(Legend(ranked.Length > 0, ranked.Any(s => s.Uneven.Count > 0), panel.Facts is not null)),
        ];
    }

    /// <summary>"Lowest final train/loss: ", the optimizer, its value, and which others may be as good.</summary>
    static IReadOnlyList<Inline> Best(Standing standing)
    {
        var final = standing.Final[standing.Best!].Summary;
        var diverged = standing.Best!.With(ReportedStatus.Diverged).Count() is var n and > 0 ? $", {n} diverged" : "";
        return
        [
            Superlative(standing), new ArmName(standing.Best.Name),
            Phrases.Join("; ",
                $", {Format.MeanSd(final)} (n = {final.N}{diverged})",
                Others("statistically indistinguishable from it", standing.Tied),
                Others("worse for every seed, but by amounts too variable for the interval to exclude zero", standing.Uneven)) + ".",
        ];
    }

    /// <summary>The best may have a worse mean than an arm whose worst seeds diverged.</summary>
    static string Superlative(Standing standing)
    {
        var means = standing.Final.Values.Select(f => f.Summary.Mean).ToList();
        var best = standing.Final[standing.Best!].Summary.Mean;
        var word = standing.Metric.Better == Better.Higher
            ? best >= means.Max() ? "Highest" : null
            : best <= means.Min() ? "Lowest" : null;
        return word is null ? $"Best final {standing.Metric.Name}, comparing seed by seed: " : $"{word} final {standing.Metric.Name}: ";
    }

    static string? Others(string how, IReadOnlyList<Arm> arms) =>
        arms.Count == 0 ? null : $"{how}: {Phrases.List([.. arms.Select(a => a.Name)])}";

    static Table Table(Panel panel, Standing[] standings) => Document.Table.Of(panel.Arms,
    [
        new("Optimizer", arm => new ArmName(arm.Name)),
        .. standings.Select(s => new Column<Arm>(Heading(panel, s.Metric), arm => Final(s, arm), Fit.Number)),
        panel.Facts?.Goal is not { } goal ? null
            : new(Phrases.Goal(goal), arm => Phrases.Reached(GoalProgress.Of(panel, arm, goal)), Fit.Number),
        new("Runs", arm => Phrases.Statuses(arm.Runs), Fit.OneLine),
    ]);

    /// <summary>With an arrow in the better direction, if the workload declares one.</summary>
    static string Heading(Panel panel, Metric metric) =>
        !panel.Declares(metric) ? metric.Name : metric.Better == Better.Higher ? $"{metric.Name} ↑" : $"{metric.Name} ↓";

    static Cell? Final(Standing standing, Arm arm)
    {
        if (!standing.Final.TryGetValue(arm, out var sample)) return null;
        var mark = standing.Tied.Contains(arm) ? "≈ " : standing.Uneven.Contains(arm) ? "(≈) " : "";
        return new([mark + Format.MeanSd(sample.Summary)], Best: arm == standing.Best);
    }

    /// <param name="ranked">Whether any metric has a best.</param>
    /// <param name="uneven">Whether any arm is marked (≈).</param>
    static string Legend(bool ranked, bool uneven, bool hasGoal) => Phrases.Join(" ",
        "Values at the end of the run: mean ± standard deviation over the seeds that finished.",
        ranked
            ? "Bold: the best. ≈: statistically indistinguishable from the best: the 95 % interval of the difference, paired by seed, " +
              $"contains zero, or the two share fewer than {PairedComparison.FewestPairs} seeds."
            : null,
        uneven ? "(≈): indistinguishable by the interval, yet worse for every seed: the differences vary widely in size." : null,
        hasGoal ? "Last columns: runs that reached the workload's goal, and how the runs ended." : null);
}
