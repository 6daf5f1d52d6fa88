namespace AdaShift.Bench.Reporting.Sections;

/// <summary>The evidence of one panel. A new kind of evidence is one more part here.</summary>
static class PanelSection
{
    public static Section Of(Panel panel)
    {
        Section?[] parts =
        [
            HeatMapPart.Of(panel),
            PicturePart.Of(panel),
            CurvePart.Of(panel),
            FinalValuesPart.Of(panel),
            GoalPart.Of(panel),
            TimePart.Of(panel),
            SettingsPart.Of(panel),
        ];
        var notes = panel.Experiment.Notes is { Length: > 0 } text ? new Paragraph(text.Trim()) : null;
        return new(panel.Key, panel.Heading, notes) { Parts = [.. parts.OfType<Section>()] };
    }
}
