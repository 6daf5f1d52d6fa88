using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Document;

namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Every hyper-parameter of every optimizer, as it ran.</summary>
static class SettingsPart
{
    public static Section Of(Panel panel, IReadOnlyDictionary<string, int> colours)
    {
        var rows = panel.Arms.SelectMany(a => a.Spec.Optimizers
            .OrderBy(o => o.Key, StringComparer.Ordinal)
            .Select(o => (arm: a, player: o.Key, selector: SelectorText.Split(o.Value)))).ToList();
        var keys = rows.SelectMany(r => r.selector.Settings.Select(s => s.key)).Distinct().ToList();
        var players = rows.Select(r => r.player).Distinct().Count() > 1;
        var schedule = panel.Arms.Any(a => a.Spec.Schedule is not null);
        var clip = panel.Arms.Any(a => a.Spec.Clip is not null);
        return new($"{panel.Key}-settings", "Settings",
        [
            new Paragraph(
                "Workload ", new Code(panel.Spec.Workload),
                $", {Describe.Length(panel.Spec.Length)}, evaluated {Evaluated(panel.Spec.Length)}."),
            new Table(
                [
                    new("Optimizer"),
                    .. If(players, new Column("Player")),
                    new("Rule"),
                    .. keys.Select(k => new Column(k, Numeric: true)),
                    .. If(schedule, new Column("Schedule")),
                    .. If(clip, new Column("Clipping")),
                ],
                [.. rows.Select(r => (IReadOnlyList<Cell>)
                [
                    new(Words.Label(r.arm, colours)),
                    .. If(players, new Cell(r.player)),
                    new(new Code(r.selector.Name)),
                    .. keys.Select(k => new Cell(r.selector.Settings.FirstOrDefault(s => s.key == k).value ?? "–")),
                    .. If(schedule, Optional(r.arm.Spec.Schedule)),
                    .. If(clip, Optional(r.arm.Spec.Clip)),
                ])]),
        ]);
    }

    static T[] If<T>(bool wanted, T thing) => wanted ? [thing] : [];

    static Cell Optional(string? selector) => selector is null ? new("–") : new(new Code(selector));

    internal static string Evaluated(RunLength length)
    {
        var inEpochs = length.EvaluateEverySteps is null && (length.EvaluateEveryEpochs ?? length.Epochs) is not null;
        var (unit, total) = inEpochs ? ("epoch", length.Epochs) : ("step", length.Steps);
        var every = inEpochs ? length.EvaluateEveryEpochs ?? 1 : length.EvaluationInterval(null);
        return every > total ? "at the end"
            : every == 1 ? $"every {unit}"
            : $"every {(inEpochs ? Format.Number(every) : Format.Count((long)every))} {unit}s";
    }
}
