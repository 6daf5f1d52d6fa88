namespace AdaShift.Bench.Reporting.Sections;

/// <summary>Every hyper-parameter of every optimizer, as it ran.</summary>
static class SettingsPart
{
    public static Section Of(Panel panel)
    {
        var rows = (
            from arm in panel.Arms
            from optimizer in arm.Spec.Optimizers.OrderBy(o => o.Key, StringComparer.Ordinal)
            select (arm, player: optimizer.Key, selector: SelectorText.Split(optimizer.Value))).ToList();
        return new($"{panel.Key}-settings", "Settings",
            new Paragraph("Workload ", new Code(panel.Workload), $", {panel.Spec.Length.Words}, {panel.Spec.Length.IntervalWords}."),
            Table.Of(rows,
            [
                new("Optimizer", r => new ArmName(r.arm.Name)),
                rows.DistinctBy(r => r.player).Count() > 1 ? new("Player", r => r.player) : null,
                new("Rule", r => new Code(r.selector.Name)),
                .. rows.SelectMany(r => r.selector.Settings.Keys).Distinct().Select(key =>
                    new Column<(Arm arm, string player, SelectorText selector)>(
                        key, r => r.selector.Settings.GetValueOrDefault(key), Fit.Number)),
                rows.Any(r => r.arm.Spec.Schedule is not null) ? new("Schedule", r => Selector(r.arm.Spec.Schedule)) : null,
                rows.Any(r => r.arm.Spec.Clip is not null) ? new("Clipping", r => Selector(r.arm.Spec.Clip)) : null,
            ]));
    }

    static Cell? Selector(string? selector) => selector is null ? null : new Code(selector);
}
