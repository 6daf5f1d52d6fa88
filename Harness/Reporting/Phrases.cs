namespace AdaShift.Bench.Reporting;

/// <summary>Phrases that several parts of a report share.</summary>
static class Phrases
{
    /// <summary>"1 run", "4 runs".</summary>
    public static string Count(int n, string one, string? many = null) => $"{Format.Count(n)} {(n == 1 ? one : many ?? one + "s")}";

    /// <summary>"A", "A and B", "A, B and C".</summary>
    public static string List(IReadOnlyList<string> words) => words.Count < 2
        ? string.Concat(words)
        : $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}";

    /// <summary>Leaves out empty parts.</summary>
    public static string Join(string separator, params IEnumerable<string?> parts) =>
        string.Join(separator, parts.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>"seed 3", "seeds 0 to 4", "seeds 1, 2 and 5".</summary>
    public static string Seeds(IEnumerable<long> seeds)
    {
        long[] all = [.. seeds.Distinct().Order()];
        return all switch
        {
            [] => "no seeds",
            [var only] => $"seed {only}",
            _ when all[^1] - all[0] == all.Length - 1 => $"seeds {all[0]} to {all[^1]}",
            _ => $"seeds {List([.. all.Select(s => $"{s}")])}",
        };
    }

    public static string Status(ReportedStatus status) => $"{status}".ToLowerInvariant();

    /// <summary>"9 completed, 1 diverged".</summary>
    public static string Statuses(IEnumerable<Run> runs) => string.Join(", ",
        runs.CountBy(r => r.Status).OrderBy(s => s.Key).Select(s => $"{Format.Count(s.Value)} {Status(s.Key)}"));

    public static VerdictMark Mark(Verdict verdict) => new(verdict, verdict switch
    {
        Verdict.Holds => "holds",
        Verdict.DoesNotHold => "does not hold",
        _ => "undecided",
    });

    /// <summary>"test/accuracy ≥ 0.92".</summary>
    public static string Goal(Goal goal) => $"{goal.Metric} {(goal.Better == Better.Higher ? "≥" : "≤")} {Format.Number(goal.Target)}";

    /// <summary>"4 of 5"; runs whose untrained model met the goal are counted separately.</summary>
    public static string? Reached(GoalProgress goal) => (goal.N, goal.MetBefore) switch
    {
        (0, 0) => null,
        (0, _) => "met before training",
        (_, 0) => $"{goal.Reached} of {goal.N}",
        _ => $"{goal.Reached} of {goal.N}, {goal.MetBefore} met before training",
    };

    /// <summary>On one line and shortened: a reason may be a stack trace.</summary>
    public static string Short(string text, int most = 300)
    {
        var line = string.Join(' ', text.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return line.Length <= most ? line : line[..(most - 1)] + "…";
    }
}
