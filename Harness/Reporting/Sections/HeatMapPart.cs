namespace AdaShift.Bench.Reporting.Sections;

/// <summary>A heat map for each plane that an arm's runs recorded.</summary>
static class HeatMapPart
{
    public static Section? Of(Panel panel)
    {
        HeatMap[] maps = [.. panel.Arms.SelectMany(arm => HeatGrid.Of(arm).Select(grid => Map(panel, arm, grid))).OfType<HeatMap>()];
        return maps.Length == 0 ? null : new($"{panel.Key}-planes", "Heat maps", maps);
    }

    /// <returns>Null if no value is finite.</returns>
    internal static HeatMap? Map(Panel panel, Arm arm, HeatGrid grid)
    {
        var id = $"{panel.Key}-{Slug.Of(arm.Name)}-{Slug.Of(grid.File[..^HeatGrid.Ending.Length])}";
        return grid.Finite.Count == 0 ? null : new(id, Text(panel, arm, grid), grid);
    }

    static ChartText Text(Panel panel, Arm arm, HeatGrid grid)
    {
        var range = $"from {Format.Value(grid.Finite[0])} to {Format.Value(grid.Finite[^1])}";
        return new(
            $"{grid.Value}: {arm.Name}",
            $"Heat map of {grid.Value} over {grid.X} and {grid.Y} for {arm.Name} on {panel.Heading}: {range}, " +
            $"median {Format.Value(grid.Quantile(0.5))}.",
            Phrases.Join(" ",
                $"{grid.Value} over {grid.X} (horizontal) and {grid.Y} (vertical), mean of {Phrases.Count(grid.N, "run")}.",
                $"Values range {range}; the colours end at the 2nd and 98th percentile.",
                grid.Partial > 0 ? $"In {Format.Count(grid.Partial)} squares not every run found one; the mean is over the others." : null,
                grid.Finite.Count < grid.Values.Length ? "Grey squares: none was found." : null));
    }
}
