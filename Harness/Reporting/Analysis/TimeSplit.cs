namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>Where an arm's time went: means over its completed runs.</summary>
/// <param name="N">Completed runs; a diverged run stopped early and would look fast.</param>
/// <param name="StepSeconds">Algorithm time per step over the runs; null if none has one.</param>
/// <param name="TokensPerSecond">Of algorithm time, for workloads that record <see cref="Tokens"/>; null for others.</param>
/// <param name="ProcessorShare">The share of the processor time they asked for that the runs got; null if none recorded it.</param>
public sealed record TimeSplit(string Arm, int N, PhaseSeconds Mean, Summary? StepSeconds, double? TokensPerSecond, double? ProcessorShare)
{
    /// <summary>The metric that has the mean tokens of a training step.</summary>
    public const string Tokens = "batch/tokens";

    /// <returns>Null if no run completed.</returns>
    public static TimeSplit? Of(Panel panel, Arm arm)
    {
        Run[] runs = [.. arm.With(ReportedStatus.Completed)];
        if (runs.Length == 0) return null;
        ResultRecord[] results = [.. runs.Select(r => r.Recorded.Result!)];
        double[] steps = [.. runs.Select(r => r.StepSeconds(withWarmUp: !panel.IsPastWarmUp)).OfType<double>()];
        ProcessorSeconds[] processor = [.. results.Select(r => r.Processor).OfType<ProcessorSeconds>()];
        return new(arm.Name, runs.Length, MeanOf([.. results.Select(r => r.Seconds)]),
            steps.Length == 0 ? null : Summary.Of(steps),
            steps.Length == 0 ? null : runs.Average(r => r.MeanOverSteps(Tokens)) / steps.Average(),
            processor.Length == 0 ? null : processor.Aggregate((a, b) => a + b).Share);
    }

    static PhaseSeconds MeanOf(PhaseSeconds[] runs) => new(
        runs.Average(s => s.Training), runs.Average(s => s.Optimizer), runs.Average(s => s.Data),
        runs.Average(s => s.Evaluation), runs.Average(s => s.Bookkeeping), runs.Average(s => s.Setup),
        runs.SelectMany(s => s.Parts?.Keys ?? []).Distinct().ToDictionary(part => part, part => runs.Average(s => Part(s, part))));

    static double Part(PhaseSeconds run, string part) => run.Parts?.GetValueOrDefault(part) ?? 0;
}
