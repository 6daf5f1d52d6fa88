using System.Text;
using AdaShift.Bench.Contracts;
using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Charts;
using AdaShift.Bench.Reporting.Data;
using AdaShift.Bench.Reporting.Html;
using AdaShift.Bench.Reporting.Markdown;
using AdaShift.Bench.Reporting.Sections;

namespace AdaShift.Bench.Reporting;

/// <summary>
/// Records → report.md, report.html, charts/*.svg, data/*.csv. It reads records only: the same records give the same bytes.
/// </summary>
public static class Report
{
    /// <param name="runFolders">Folders that hold an experiment.json, in the order the report shows them.</param>
    /// <exception cref="RecordException">A folder holds no readable run.</exception>
    /// <exception cref="IOException">The output folder cannot be written.</exception>
    public static async Task<ReportFiles> WriteAsync(
        IReadOnlyList<string> runFolders, string outFolder, ReportOptions options, CancellationToken ct)
    {
        var study = Study.Of(runFolders);
        var page = ReportPage.Of(study, options.Title);
        var tools = options.Tools ?? ChartTools.Installed;
        var problems = new List<string>();

        var pictures = await DrawAsync([.. page.Charts], tools, problems, ct);
        var charts = new List<string>();
        foreach (var (chart, svg) in pictures) charts.Add(await WriteAsync(outFolder, $"charts/{chart.Id}.svg", svg, ct));
        var data = new List<string>();
        foreach (var (name, content) in DataFiles.Of(study)) data.Add(await WriteAsync(outFolder, $"data/{name}", content, ct));
        var html = tools.Missing is null
            ? await WriteAsync(outFolder, "report.html", await HtmlReport.RenderAsync(page, tools, ct), ct)
            : null;
        var markdown = await WriteAsync(outFolder, "report.md", MarkdownRenderer.Render(page, withPictures: charts.Count > 0), ct);
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

    /// <summary>Writes aside and renames, so that a full disk or a kill never leaves half a file in the place of a whole one.</summary>
    static async Task<string> WriteAsync(string folder, string name, string content, CancellationToken ct)
    {
        var file = Path.GetFullPath(Path.Combine(folder, name));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var aside = file + ".tmp";
        try
        {
            await File.WriteAllTextAsync(aside, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), ct);
            File.Move(aside, file, overwrite: true);
        }
        finally
        {
            File.Delete(aside);
        }
        return file;
    }
}
