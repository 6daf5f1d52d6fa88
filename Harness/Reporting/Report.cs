using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Charts;
using AdaShift.Bench.Reporting.Data;
using AdaShift.Bench.Reporting.Html;
using AdaShift.Bench.Reporting.Markdown;
using AdaShift.Bench.Reporting.Sections;

namespace AdaShift.Bench.Reporting;

/// <summary>
/// Records → report.md, report.html, charts/*.svg, data/*.csv, report.sha256. It reads records only: the same records give the same bytes.
/// </summary>
public static class Report
{
    /// <param name="runFolders">Folders that hold an experiment.json, in the order the report shows them.</param>
    /// <exception cref="RecordException">A folder holds no readable run.</exception>
    /// <exception cref="RecordWriteException">The output folder cannot be written.</exception>
    public static async Task<ReportFiles> WriteAsync(
        IReadOnlyList<string> runFolders, string outFolder, ReportOptions options, CancellationToken ct)
    {
        var report = ReportData.Of(runFolders);
        var page = ReportPage.Of(report, options.Title);
        var tools = options.Tools ?? ChartTools.Installed;
        var problems = report.Damaged.ToList();

        var output = new OutputFolder(outFolder);
        var pictures = await DrawAsync([.. page.Charts], tools, problems, ct);
        var charts = new List<string>();
        foreach (var (chart, svg) in pictures) charts.Add(output.Write($"charts/{chart.Id}.svg", svg));
        var data = new List<string>();
        foreach (var (name, content) in DataFiles.Of(report)) data.Add(output.Write($"data/{name}", content));
        var html = tools.Missing is null
            ? output.Write("report.html", await HtmlReport.RenderAsync(page, tools, ct))
            : null;
        var markdown = output.Write("report.md", MarkdownRenderer.Render(page, withPictures: charts.Count > 0));
        output.Complete();
        return new(markdown, html, charts, data, problems);
    }

    static async Task<IReadOnlyList<(Chart, string)>> DrawAsync(
        IReadOnlyList<Chart> charts, ChartTools tools, List<string> problems, CancellationToken ct)
    {
        try
        {
            if (tools.Missing is { } missing) throw new ChartException(missing);
            return [.. charts.Zip(await SvgRenderer.DrawAsync(charts, tools, ct))];
        }
        catch (ChartException e)
        {
            problems.Add(e.Message);
            return [];
        }
    }
}
