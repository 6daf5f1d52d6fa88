using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdaShift.Bench.Reporting.Charts;

/// <summary>Draws charts as SVG with ECharts' own server-side renderer: one Node process for all of them.</summary>
static class SvgRenderer
{
    /// <returns>One SVG per chart, in their order.</returns>
    /// <exception cref="ChartException">Node is missing, or failed.</exception>
    public static async Task<IReadOnlyList<string>> DrawAsync(IReadOnlyList<Drawing> drawings, ChartTools tools, CancellationToken ct)
    {
        if (drawings.Count == 0) return [];
        using var node = Start(tools);
        try
        {
            var (output, errors) = (node.StandardOutput.ReadToEndAsync(ct), node.StandardError.ReadToEndAsync(ct));
            await WriteAsync(node, Request(drawings), ct);
            await node.WaitForExitAsync(ct);
            if (node.ExitCode != 0) throw new ChartException($"Drawing the charts failed: {FirstLines(await errors)}");
            return JsonSerializer.Deserialize<string[]>(await output) is { } svgs && svgs.Length == drawings.Count
                ? svgs : throw new ChartException("Drawing the charts gave an unexpected number of pictures.");
        }
        finally
        {
            if (!node.HasExited) node.Kill(entireProcessTree: true);
        }
    }

    static Process Start(ChartTools tools)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(tools.Node, [tools.Script])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardInputEncoding = new UTF8Encoding(false),
                StandardOutputEncoding = Encoding.UTF8,
            })!;
        }
        catch (Win32Exception e)
        {
            throw new ChartException(
                $"'{tools.Node}' does not start ({e.Message}), so report.md has no pictures. " +
                "Install Node.js (Debian: apt-get install nodejs) and make the report again.", e);
        }
    }

    static async Task WriteAsync(Process node, string request, CancellationToken ct)
    {
        try
        {
            await node.StandardInput.WriteAsync(request.AsMemory(), ct);
            node.StandardInput.Close();
        }
        catch (IOException)
        {
            // Node has ended early; its exit code and error output say why.
        }
    }

    static string Request(IReadOnlyList<Drawing> drawings) => new JsonArray([.. drawings.Select(d => new JsonObject
    {
        ["width"] = Drawing.Width, ["height"] = d.Height, ["title"] = d.Chart.Text.Description, ["option"] = d.Option.DeepClone(),
    })]).ToJsonString();

    static string FirstLines(string text) => string.Join(" ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(6)).Trim();
}

/// <summary>Charts could not be drawn; the message says what to do.</summary>
public sealed class ChartException(string message, Exception? inner = null) : Exception(message, inner);
