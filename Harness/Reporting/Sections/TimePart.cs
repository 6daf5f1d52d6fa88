namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Where the time went, phase by phase.</summary>
static class TimePart
{
    /// <summary>Below this share of the requested processor time, other work has visibly affected the seconds.</summary>
    const double Enough = 0.9;

    /// <returns>Null if no run completed.</returns>
    public static Section? Of(Panel panel)
    {
        var rows = panel.Arms.Select(arm => (arm, split: TimeSplit.Of(panel, arm))).ToList();
        TimeSplit[] splits = [.. rows.Select(r => r.split).OfType<TimeSplit>()];
        return splits.Length == 0 ? null : new($"{panel.Key}-timing", "Time",
            Chart(panel, splits),
            Table(rows),
            Crowded([.. splits.Select(s => s.ProcessorShare).OfType<double>()]),
            new Paragraph(Method(panel.IsPastWarmUp)));
    }

    static TimeChart Chart(Panel panel, IReadOnlyList<TimeSplit> splits) => new($"{panel.Key}-time",
        new("Time per run, by phase",
            $"Seconds per run on {panel.Heading}: {string.Join("; ", splits.Select(s => $"{s.Arm} {Format.Seconds(s.Mean.Wall)}"))}.",
            "Mean over completed runs. Training (forward and backward), optimizer and data make up the algorithm's time; " +
            "evaluation and bookkeeping are not part of it."),
        splits);

    static string Method(bool excludesWarmUp) =>
        "Seconds of one run, mean over the completed runs; percentages are shares of the algorithm's time (training + optimizer + data). " +
        "Time per step: mean ± sd over the runs, " +
        (excludesWarmUp ? "excluding warm-up. " : "including warm-up, as some of these runs are too short to exclude it. ") +
        "Wall adds evaluation and bookkeeping and excludes starting the process, loading and building the model. " +
        "These runs share one machine, one after the other or in parallel: small differences between optimizers' times mean nothing here.";

    static Table Table(IReadOnlyList<(Arm arm, TimeSplit? split)> rows) => Document.Table.Of(rows,
    [
        new("Optimizer", r => new ArmName(r.arm.Name)),
        new("Time per step", r => StepTime(r.split), Fit.Number),
        .. rows.Any(r => r.split?.TokensPerSecond is not null)
            ? [new("Tokens per second", r => r.split?.TokensPerSecond is { } tokens ? Format.Count(tokens) : null, Fit.Number)]
            : (Column<(Arm arm, TimeSplit? split)>[])[],
        new("Training", r => Share(r.split, s => s.Training), Fit.Number),
        new("Optimizer step", r => Share(r.split, s => s.Optimizer), Fit.Number),
        new("Data", r => Share(r.split, s => s.Data), Fit.Number),
        new("Algorithm", r => Seconds(r.split, s => s.Algorithm), Fit.Number),
        .. Parts(rows).Select(part => new Column<(Arm arm, TimeSplit? split)>(
            $"{part} only", r => Share(r.split, s => s.Parts?.GetValueOrDefault(part) ?? 0), Fit.Number)),
        new("Evaluation", r => Seconds(r.split, s => s.Evaluation), Fit.Number),
        new("Wall", r => Seconds(r.split, s => s.Wall), Fit.Number),
        new("Peak memory", r => r.split is null ? null : Memory(r.arm), Fit.Number),
        new("n", r => $"{r.split?.N ?? 0}", Fit.Number),
    ]);

    /// <summary>The parts of a training step, such as the players of a GAN.</summary>
    static IEnumerable<string> Parts(IEnumerable<(Arm arm, TimeSplit? split)> rows) =>
        rows.SelectMany(r => r.split?.Mean.Parts?.Keys ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>"2.60 ms ± 4 %".</summary>
    static Cell? StepTime(TimeSplit? split)
    {
        if (split?.StepSeconds is not { } step) return null;
        return Format.Seconds(step.Mean) + (step.Sd is { } sd && step.Mean > 0 ? $" ± {Format.Percent(sd / step.Mean)}" : "");
    }

    /// <summary>"800 ms (77 %)".</summary>
    static Cell? Share(TimeSplit? split, Func<PhaseSeconds, double> phase)
    {
        if (split is null) return null;
        var (seconds, all) = (phase(split.Mean), split.Mean.Algorithm);
        return Format.Seconds(seconds) + (all > 0 ? $" ({Format.Percent(seconds / all)})" : "");
    }

    static Cell? Seconds(TimeSplit? split, Func<PhaseSeconds, double> phase) =>
        split is null ? null : Format.Seconds(phase(split.Mean));

    static string Memory(Arm arm) =>
        Format.Bytes(arm.With(ReportedStatus.Completed).Max(r => r.Recorded.Result?.PeakMemoryBytes ?? 0));

    /// <summary>The range over the optimizers: a comparison suffers most if some were disturbed more than others.</summary>
    static Notice? Crowded(double[] shares)
    {
        if (shares.Length == 0 || shares.Min() >= Enough) return null;
        var (low, high) = (Format.Percent(shares.Min()), Format.Percent(shares.Max()));
        var got = low == high ? low : $"{low} to {high}, depending on the optimizer,";
        return new($"Runs got {got} of the processor time they asked for because other work ran on the machine. Seconds are approximate.");
    }
}
