namespace AdaShift.Bench.Reporting.Wording;

/// <summary>Items of the list of problems.</summary>
static class ProblemText
{
    public const string None = "None: every planned run completed.";

    public static IReadOnlyList<Inline> Ended(Panel panel, Arm arm, Run run) => run.Status switch
    {
        ReportedStatus.Diverged => Diverged(Where(panel, arm, run), run.Recorded.Result!),
        ReportedStatus.Failed => [Where(panel, arm, run), new Strong("failed"), $"{Reason(run.Recorded.Result)}. {InNoNumber}"],
        ReportedStatus.Damaged => Damaged(Where(panel, arm, run), run),
        _ => Unfinished(Where(panel, arm, run), run),
    };

    public static IReadOnlyList<Inline> Missing(Panel panel, Arm arm, IEnumerable<long> seeds) =>
        [$"{panel.Heading}, {arm.Name}, {Phrases.Seeds(seeds)}: ", new Strong("missing"), ": planned, but never started."];

    public static IReadOnlyList<Inline> NotRecorded(Panel panel, string chart) =>
        [$"{panel.Heading}: no run recorded ", new Code(chart), ", which the experiment wants as a chart."];

    public static IReadOnlyList<Inline> NotFinite(Panel panel, Arm arm, Run run, Metric metric) =>
    [
        Where(panel, arm, run), new Code(metric.Name),
        " is not finite at the end: it is excluded from every mean and loses its pair in every comparison.",
    ];

    public static IReadOnlyList<Inline> UnreadableArtefact(Panel panel, Arm arm, Run run, string file) =>
        [$"{Where(panel, arm, run)}not readable: ", new Code(Phrases.Short(file)), "."];

    public static IReadOnlyList<Inline> Unreadable(string problem) => ["Not readable: ", new Code(Phrases.Short(problem))];

    public static string Damage(Damage damage) =>
        damage.Metric is { } metric ? $"its result has another {metric} than its last evaluation"
        : $"its result is that of {Format.Count(damage.ResultSteps)} steps, and " +
          (damage.LastStep is { } last ? $"its last evaluation is at step {Format.Count(last)}" : "there is no evaluation");

    const string InNoNumber = "It is in none of the numbers.";

    static IReadOnlyList<Inline> Diverged(string where, ResultRecord result) =>
        [where, new Strong("diverged"), $" at step {Format.Count(result.Steps)}{Reason(result)}."];

    static IReadOnlyList<Inline> Damaged(string where, Run run) =>
    [
        where, new Strong("damaged"), $": {Damage(run.Damage!)}. {InNoNumber} Its records are in ", new Code(run.Recorded.Name), ".",
    ];

    static IReadOnlyList<Inline> Unfinished(string where, Run run)
    {
        var reached = run.Evaluations is [.., var last] ? $", reached step {Format.Count(last.Step)}" : "";
        return [where, new Strong("unfinished"), $"{reached}. It is in none of the final numbers; its evaluations are in the curves."];
    }

    static string Where(Panel panel, Arm arm, Run run) => $"{panel.Heading}, {arm.Name}, seed {run.Seed}: ";

    static string Reason(ResultRecord? result) =>
        result?.Reason is { Length: > 0 } text ? $": {Phrases.Short(text).TrimEnd('.')}" : "";
}
