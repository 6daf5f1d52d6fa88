namespace AdaShift.Bench.Reporting.Sections;

/// <summary>A heat map for each plane that an arm's runs left.</summary>
static class HeatMapPart
{
    public static Section? Of(Panel panel)
    {
        HeatMap[] maps = [.. panel.Arms.SelectMany(arm => HeatGrid.Of(arm).Select(grid => Map(panel, arm, grid))).OfType<HeatMap>()];
        return maps.Length == 0 ? null : new($"{panel.Key}-planes", "Heat maps", maps);
    }

    /// <returns>Null when no value is finite.</returns>
    internal static HeatMap? Map(Panel panel, Arm arm, HeatGrid grid)
    {
        var id = $"{panel.Key}-{Slug.Of(arm.Name)}-{Slug.Of(grid.File[..^HeatGrid.Ending.Length])}";
        return grid.Finite.Count == 0 ? null : new(id, ChartTexts.Heat(panel, arm, grid), grid);
    }
}
