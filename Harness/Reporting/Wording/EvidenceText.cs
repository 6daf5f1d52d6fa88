namespace AdaShift.Bench.Reporting.Wording;

/// <summary>What the tables of a panel say about themselves: goal, time, settings, environment.</summary>
static class EvidenceText
{
    public const string Pictures =
        "From the last evaluation, one seed of each optimizer; the pictures of every evaluation and seed are with the records.";

    public const string GoalMethod =
        "Steps: median over the seeds of the first evaluation after step 0 that met the goal. Runs whose untrained model already met it " +
        "are excluded. Runs that did not meet it are censored at their last evaluation (Kaplan–Meier), so when more than half of the " +
        "seeds missed the goal only a lower bound (>) is known. A diverged run counts as never reaching it. Time per step is taken from " +
        "the table below: the algorithm's time, without evaluation and bookkeeping.";

    public static string TimeMethod(bool excludesWarmUp) =>
        "Seconds of one run, mean over the completed runs; percentages are shares of the algorithm's time (training + optimizer + data). " +
        "Time per step: mean ± sd over the runs, " +
        (excludesWarmUp ? "excluding warm-up. " : "including warm-up, as some of these runs are too short to exclude it. ") +
        "Wall adds evaluation and bookkeeping and excludes starting the process, loading and building the model. " +
        "These runs share one machine, one after the other or in parallel: small differences between optimizers' times mean nothing here.";

    /// <summary>By optimizer: a comparison suffers most when some were disturbed more than others.</summary>
    public static string Crowded(double lowest, double highest)
    {
        var (low, high) = (Format.Percent(lowest), Format.Percent(highest));
        var got = low == high ? low : $"{low} to {high}, depending on the optimizer,";
        return $"Runs got {got} of the processor time they asked for because other work ran on the machine. Seconds are approximate.";
    }

    /// <summary>"2.60 ms ± 4 %".</summary>
    public static string? StepTime(TimeSplit? split)
    {
        if (split?.StepSeconds is not { } step) return null;
        return Format.Seconds(step.Mean) + (step.Sd is { } sd && step.Mean > 0 ? $" ± {Format.Percent(sd / step.Mean)}" : "");
    }

    /// <summary>"800 ms (77 %)".</summary>
    public static string Share(double seconds, double of) =>
        Format.Seconds(seconds) + (of > 0 ? $" ({Format.Percent(seconds / of)})" : "");

    /// <summary>After the name of the workload.</summary>
    public static string Length(RunLength length) => $", {Format.Length(length)}, evaluated {Evaluated(length)}.";

    internal static string Evaluated(RunLength length)
    {
        var inEpochs = length.EvaluateEverySteps is null && (length.EvaluateEveryEpochs ?? length.Epochs) is not null;
        var (unit, total) = inEpochs ? ("epoch", length.Epochs) : ("step", length.Steps);
        var every = inEpochs ? length.EvaluateEveryEpochs ?? 1 : length.EvaluationInterval(null);
        return every > total ? "at the end"
            : every == 1 ? $"every {unit}"
            : $"every {(inEpochs ? Format.Number(every) : Format.Count((long)every))} {unit}s";
    }

    public static string MixedEnvironments(IReadOnlyList<Panel> panels) =>
        $"Runs of {Headings(panels)} come from different environments, which may explain part of the differences between them.";

    public static string Headings(IEnumerable<Panel> panels) => Phrases.List([.. panels.Select(p => p.Heading).Distinct()]);
}
