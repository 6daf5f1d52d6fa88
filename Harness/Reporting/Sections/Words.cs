using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Document;

namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Turns of phrase that several sections share.</summary>
static class Words
{
    public static string Plural(int n, string one, string many) => $"{Format.Count(n)} {(n == 1 ? one : many)}";

    /// <summary>"A", "A and B", "A, B and C".</summary>
    public static string List(IReadOnlyList<string> words) => words.Count < 2
        ? string.Concat(words)
        : $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}";

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

    public static string Status(RunState status) => status switch
    {
        RunState.Completed => "completed",
        RunState.Diverged => "diverged",
        RunState.Failed => "failed",
        RunState.Damaged => "damaged",
        RunState.Unfinished => "unfinished",
        _ => "missing",
    };

    /// <summary>"9 completed, 1 diverged".</summary>
    public static string Statuses(IEnumerable<Run> runs) => string.Join(", ", runs
        .GroupBy(r => r.Status)
        .OrderBy(g => g.Key)
        .Select(g => $"{Format.Count(g.Count())} {Status(g.Key)}"));

    /// <summary>"test/accuracy ≥ 0.92".</summary>
    public static string Goal(Goal goal) => $"{goal.Metric} {(goal.Better == Better.Higher ? "≥" : "≤")} {Format.Number(goal.Target)}";

    /// <summary>"4 of 5"; runs whose untrained model met the goal are named apart.</summary>
    public static string Reached(GoalProgress goal) => (goal.N, goal.MetBefore) switch
    {
        (0, 0) => "–",
        (0, _) => "met before training",
        (_, 0) => $"{goal.Reached} of {goal.N}",
        _ => $"{goal.Reached} of {goal.N}, {goal.MetBefore} met before training",
    };

    public static LabelName Label(Arm arm, IReadOnlyDictionary<string, int> colours) => new(arm.Name, colours[arm.Name]);

    /// <summary>On one line, and not endless: a reason may be a stack trace.</summary>
    public static string Short(string text, int most = 300)
    {
        var line = string.Join(' ', text.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return line.Length <= most ? line : line[..(most - 1)] + "…";
    }
}
