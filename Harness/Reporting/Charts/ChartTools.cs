namespace AdaShift.Bench.Reporting.Charts;

/// <summary>The programs that drawing needs: ECharts, from npm, and Node for the static pictures.</summary>
/// <param name="Folder">Holds echarts.min.js, charts.js and render-charts.mjs.</param>
public sealed record ChartTools(string Folder, string Node = "node")
{
    /// <summary>Where the build puts them: in <c>charts/</c> next to the program.</summary>
    public static ChartTools Installed { get; } = new(Path.Combine(AppContext.BaseDirectory, "charts"));

    public string ECharts => Path.Combine(Folder, "echarts.min.js");

    public string Script => Path.Combine(Folder, "render-charts.mjs");

    /// <summary>Why nothing can be drawn; null if ECharts is there.</summary>
    public string? Missing => File.Exists(ECharts) ? null
        : $"ECharts is missing ({ECharts}), so there are no charts and no report.html. " +
          "Type: npm ci --prefix Harness/Reporting, build again, and make the report again.";
}
