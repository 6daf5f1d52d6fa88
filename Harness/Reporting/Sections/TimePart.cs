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
                [.. panel.Arms.Select(a => Row(a, TimeSplit.Of(a), colours))]),
            new Paragraph(
                "Seconds of one run, mean over the completed runs; shares are of the algorithm's time (training + optimizer + data). " +
                "Time a step: mean ± sd over the runs, from the first evaluation after the warm-up" +
                (AnyWarmUp(panel) ? "; * too short to leave the warm-up out" : "") +
                ". Wall adds evaluation and bookkeeping, and leaves out the start of the process, loading and building the model. " +
                "These runs share one machine, one after the other or side by side: small differences between optimizers' times mean " +
                "nothing here."),
        ]);

    static bool AnyWarmUp(Panel panel) => panel.Arms.Any(a => TimeSplit.Of(a)?.WithWarmUp ?? false);

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
            new(Format.Bytes(arm.Runs.Max(r => r.Cell.Result?.PeakMemoryBytes ?? 0))),
            new($"{split.N}"),
        ];
    }

    static string StepTime(TimeSplit split)
    {
        if (split.StepSeconds is not { } step) return "–";
        var spread = step.Sd is { } sd && step.Mean > 0 ? $" ± {Format.Percent(sd / step.Mean)}" : "";
        return Format.Seconds(step.Mean) + spread + (split.WithWarmUp ? " *" : "");
    }

    static string Share(double seconds, double of) =>
        Format.Seconds(seconds) + (of > 0 ? $" ({Format.Percent(seconds / of)})" : "");
}
