namespace AdaShift.Bench.Reporting.Wording;

/// <summary>What the first lines and the summary say.</summary>
static class OverviewText
{
    public const string Quick = " It shows that everything works and is too short to rank anything.";

    public static string Runs(IReadOnlyCollection<Run> runs, int optimizers, int workloads) =>
        $"{Phrases.Count(runs.Count, "run")} of {Phrases.Count(optimizers, "optimizer")} on {Phrases.Count(workloads, "workload")}: " +
        $"{Phrases.Statuses(runs)}.";

    /// <summary>After the name of the workload: what it is, how long it ran, on what, and the source.</summary>
    public static string Workload(Panel panel)
    {
        var spec = panel.Spec;
        var description = panel.Facts?.Description is { Length: > 0 } text ? $": {text}" : "";
        var source = panel.Experiment.Source is { Length: > 0 } cited ? $" Source: {cited.TrimEnd('.')}." : "";
        return $"{description}. {Format.Length(spec.Length)}, {Phrases.Seeds(panel.Runs.Select(r => r.Seed))}, on {spec.Device}, " +
            $"{spec.Profile} profile{PaperLength(panel.Experiment.PaperLength, spec.Length)}.{source}";
    }

    /// <summary>Verdicts are about the length that was run: readers must see where the source's is another.</summary>
    static string PaperLength(RunLength? paper, RunLength length) =>
        paper is null || (paper.Epochs, paper.Steps) == (length.Epochs, length.Steps)
        ? "" : $" (the paper profile has {Format.Length(paper)})";

    /// <summary>"Of 4 claims tested, 1 holds, 1 does not hold and 2 are undecided."</summary>
    public static string Claims(IReadOnlyList<JudgedClaim> claims)
    {
        var counts = claims.CountBy(c => c.Verdict).ToDictionary();
        return $"Of {Phrases.Count(claims.Count, "claim")} tested, {Phrases.List([.. Parts()])}.";

        IEnumerable<string> Parts()
        {
            if (counts.TryGetValue(Verdict.Holds, out var hold)) yield return Phrases.Count(hold, "holds", "hold");
            if (counts.TryGetValue(Verdict.DoesNotHold, out var fail)) yield return Phrases.Count(fail, "does not hold", "do not hold");
            if (counts.TryGetValue(Verdict.Undecided, out var open)) yield return Phrases.Count(open, "is undecided", "are undecided");
        }
    }

    /// <summary>"Lowest final train/loss: ". The best may have a worse mean than an arm whose worst seeds diverged.</summary>
    public static string Superlative(Standing standing)
    {
        var means = standing.Final.Values.Select(f => f.Summary.Mean).ToList();
        var best = standing.Final[standing.Best!].Summary.Mean;
        var word = standing.Metric.Better == Better.Higher
            ? best >= means.Max() ? "Highest" : null
            : best <= means.Min() ? "Lowest" : null;
        return word is null ? $"Best final {standing.Metric.Name}, comparing seed by seed: " : $"{word} final {standing.Metric.Name}: ";
    }

    /// <summary>After the name of the best optimizer: its value, and which others may be as good.</summary>
    public static string Best(Standing standing)
    {
        var final = standing.Final[standing.Best!].Summary;
        var diverged = standing.Best!.With(ReportedStatus.Diverged).Count() is var n and > 0 ? $", {n} diverged" : "";
        return Phrases.Join("; ",
            $", {Format.MeanSd(final)} (n = {final.N}{diverged})",
            Others("statistically indistinguishable from it", standing.Tied),
            Others("worse for every seed, but by amounts too variable for the interval to exclude zero", standing.Uneven)) + ".";
    }

    static string? Others(string how, IReadOnlyList<Arm> arms) =>
        arms.Count == 0 ? null : $"{how}: {Phrases.List([.. arms.Select(a => a.Name)])}";

    /// <param name="ranked">Whether any metric has a best.</param>
    /// <param name="uneven">Whether any arm is marked (≈).</param>
    public static string Legend(bool ranked, bool uneven, bool hasGoal) => Phrases.Join(" ",
        "Values at the end of the run: mean ± standard deviation over the seeds that finished.",
        ranked
            ? "Bold: the best. ≈: statistically indistinguishable from the best: the 95 % interval of the difference, paired by seed, " +
              $"contains zero, or the two share fewer than {PairedComparison.FewestPairs} seeds."
            : null,
        uneven ? "(≈): indistinguishable by the interval, yet worse for every seed: the differences vary widely in size." : null,
        hasGoal ? "Last columns: runs that reached the workload's goal, and how the runs ended." : null);
}
