using AdaShift.Bench.Reporting.Charts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdaShift.Bench.Reporting.Html;

/// <summary>A page as one self-contained HTML file.</summary>
static class HtmlReport
{
    public static async Task<string> RenderAsync(
        Page page, IReadOnlyList<Drawing> drawings, Palette palette, ChartTools tools, CancellationToken ct)
    {
        var echarts = await File.ReadAllTextAsync(tools.ECharts, ct);
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(HtmlPage.Page)] = page,
                [nameof(HtmlPage.Drawings)] = drawings,
                [nameof(HtmlPage.Palette)] = palette,
                [nameof(HtmlPage.ECharts)] = echarts,
            });
            var html = await renderer.RenderComponentAsync<HtmlPage>(parameters);
            return $"<!DOCTYPE html>\n{html.ToHtmlString()}".ReplaceLineEndings("\n");
        });
    }
}
