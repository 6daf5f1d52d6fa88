using AdaShift.Bench.Reporting.Charts;
using AdaShift.Bench.Reporting.Html;
using AdaShift.Bench.Reporting.Markdown;
using AdaShift.Bench.Reporting.Output;
using AdaShift.Bench.Reporting.Sections;

namespace AdaShift.Bench.Reporting;

/// <summary>
/// Records → analysis → document → report.md, report.html, charts/*.svg, pictures/*, data/*.csv, report.sha256. It reads only records, and
/// the same records give the same bytes.
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
        var palette = new Palette(page);
        var drawings = Drawing.Of(page, palette);
        var tools = options.Tools ?? ChartTools.Installed;
        var problems = report.Damaged.ToList();

        var output = new OutputFolder(outFolder);
        var pictures = await PicturesAsync(drawings, tools, problems, ct);
        string[] charts = [.. pictures.Select(p => output.Write($"charts/{p.id}.svg", p.svg))];
        foreach (var picture in page.Pictures) output.Write($"pictures/{picture.FileName}", picture.Content.ToArray());
        string[] data = [.. DataFiles.Of(report).Select(file => output.Write($"data/{file.name}", file.content))];
        var html = tools.Missing is null
            ? output.Write("report.html", await HtmlReport.RenderAsync(page, drawings, palette, tools, ct))
            : null;
        var markdown = output.Write("report.md", MarkdownRenderer.Render(page, withPictures: charts.Length > 0));
        output.Complete();
        return new(markdown, html, charts, data, problems);
    }

    /// <returns>Empty if they cannot be drawn; the problem says why.</returns>
    static async Task<IEnumerable<(string id, string svg)>> PicturesAsync(
        IReadOnlyList<Drawing> drawings, ChartTools tools, List<string> problems, CancellationToken ct)
    {
        try
        {
            if (tools.Missing is { } missing) throw new ChartException(missing);
            return drawings.Select(d => d.Chart.Id).Zip(await SvgRenderer.DrawAsync(drawings, tools, ct));
        }
        catch (ChartException e)
        {
            problems.Add(e.Message);
            return [];
        }
    }
}
