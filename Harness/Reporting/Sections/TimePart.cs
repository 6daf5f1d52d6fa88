using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Charts;
using AdaShift.Bench.Reporting.Document;

namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Where the time went, phase by phase.</summary>
static class TimePart
{
    public static Section? Of(Panel panel, IReadOnlyDictionary<string, int> colours) => TimeChart.Of(panel) is not { } chart ? null : new(
        $"{panel.Key}-timing", "Time",
        [
            new Figure(chart),
            new Table(
                [
                    new("Optimizer"), new("Time a step", Numeric: true), new("Training", Numeric: true),
                    new("Optimizer step", Numeric: true), new("Data", Numeric: true), new("Algorithm", Numeric: true),
                    new("Evaluation", Numeric: true), new("Wall", Numeric: true), new("Peak memory", Numeric: true),
                    new("n", Numeric: true),
                ],
                [.. panel.Arms.Select(a => Row(a, TimeSplit.Of(panel, a), colours))]),
            .. Crowded(panel) is { } crowded ? new[] { new Notice(crowded) } : [],
            new Paragraph(
                "Seconds of one run, mean over the completed runs; shares are of the algorithm's time (training + optimizer + data). " +
                "Time a step: mean ± sd over the runs, " +
                (panel.IsPastWarmUp ? "without their warm-up. " : "warm-up included: some of these runs are too short to leave it out. ") +
                "Wall adds evaluation and bookkeeping, and leaves out the start of the process, loading and building the model. " +
                "These runs share one machine, one after the other or side by side: small differences between optimizers' times mean " +
                "nothing here."),
        ]);

    /// <summary>Below this share of the processor time asked for, other work has visibly stretched the seconds.</summary>
    const double Enough = 0.9;

    /// <summary>By optimizer: that some were disturbed more than others is what spoils a comparison.</summary>
    static string? Crowded(Panel panel)
    {
        double[] shares = [.. panel.Arms.Select(ProcessorShare.Of).OfType<double>()];
        if (shares.Length == 0 || shares.Min() >= Enough) return null;
        var (low, high) = (Format.Percent(shares.Min()), Format.Percent(shares.Max()));
        var got = low == high ? low : $"{low} to {high}, depending on the optimizer,";
        return $"Runs got {got} of the processor time they asked for; other work ran on the machine. Seconds are rough.";
    }

    static IReadOnlyList<Cell> Row(Arm arm, TimeSplit? split, IReadOnlyDictionary<string, int> colours)
    {
        var label = new Cell(Words.Label(arm, colours));
        if (split is null) return [label, .. Enumerable.Repeat(new Cell("–"), 8), new("0")];
        var mean = split.Mean;
        return
        [
            label,
            new(StepTime(split)),
            new(Share(mean.Training, mean.Algorithm)),
            new(Share(mean.Optimizer, mean.Algorithm)),
            new(Share(mean.Data, mean.Algorithm)),
            new(Format.Seconds(mean.Algorithm)),
            new(Format.Seconds(mean.Evaluation)),
            new(Format.Seconds(mean.Wall)),
            new(Format.Bytes(arm.Runs.Max(r => r.Recorded.Result?.PeakMemoryBytes ?? 0))),
            new($"{split.N}"),
        ];
    }

    static string StepTime(TimeSplit split)
    {
        if (split.StepSeconds is not { } step) return "–";
        var spread = step.Sd is { } sd && step.Mean > 0 ? $" ± {Format.Percent(sd / step.Mean)}" : "";
        return Format.Seconds(step.Mean) + spread;
    }

    static string Share(double seconds, double of) =>
        Format.Seconds(seconds) + (of > 0 ? $" ({Format.Percent(seconds / of)})" : "");
}
