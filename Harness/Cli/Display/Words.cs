using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli.Display;

/// <summary>The texts of both displays.</summary>
static class Words
{
    public static string Of(PlannedRun run) =>
        FormattableString.Invariant($"{run.Spec.Experiment}: {run.Spec.Label}, seed {run.Spec.Seed}");

    /// <summary>"1,200 of 18,740 steps, 512 steps/s, test/accuracy 0.9123".</summary>
    public static string Of(TrainingProgress progress)
    {
        var steps = progress.TotalSteps > 0
            ? FormattableString.Invariant($"{progress.Step:N0} of {progress.TotalSteps:N0} steps, {progress.StepsPerSecond:N0} steps/s")
            : "starting";
        return progress.Metrics is { Count: > 0 } metrics ? $"{steps}, {Of(metrics)}" : steps;
    }

    public static string Of(ResultRecord result) => result.Status switch
    {
        RunStatus.Completed => $"completed in {Of(TimeSpan.FromSeconds(result.Seconds.Wall))}, {Of(result.Metrics)}",
        RunStatus.Diverged => FormattableString.Invariant($"diverged at step {result.Steps:N0}: {result.Reason}"),
        _ => $"FAILED: {result.Reason?.Split('\n')[0]}",
    };

    /// <summary>Up to two test metrics; without any, the first two metrics.</summary>
    public static string Of(IReadOnlyDictionary<string, double> metrics)
    {
        var tests = metrics.Where(metric => metric.Key.StartsWith("test/", StringComparison.Ordinal)).ToList();
        var shown = (tests.Count > 0 ? tests : [.. metrics]).Take(2);
        return string.Join(", ", shown.Select(metric => FormattableString.Invariant($"{metric.Key} {metric.Value:0.####}")));
    }

    /// <summary>"1 h 5 min", "3 min 10 s", "7 s".</summary>
    public static string Of(TimeSpan span) => span switch
    {
        { TotalHours: >= 1 } => FormattableString.Invariant($"{(int)span.TotalHours} h {span.Minutes} min"),
        { TotalMinutes: >= 1 } => FormattableString.Invariant($"{span.Minutes} min {span.Seconds} s"),
        _ => FormattableString.Invariant($"{Math.Ceiling(span.TotalSeconds):0} s"),
    };
}
