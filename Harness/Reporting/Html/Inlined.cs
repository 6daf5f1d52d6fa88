using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;

namespace AdaShift.Bench.Reporting.Html;

/// <summary>Scripts, styles and data that are embedded in the page, so that it needs no network.</summary>
static class Inlined
{
    public static MarkupString Style(string resource) => new($"<style>\n{Read(resource)}</style>");

    public static MarkupString Script(string source) => new($"<script>\n{InScript(source)}\n</script>");

    /// <summary>
    /// JSON that a script reads with JSON.parse; the serializer writes '&lt;', '&gt;' and '&amp;' as \u escapes, so no text in it can end
    /// the element.
    /// </summary>
    public static MarkupString Data(string id, JsonNode data) =>
        new($"<script type=\"application/json\" id=\"{id}\">{data.ToJsonString()}</script>");

    public static string Read(string resource)
    {
        using var stream = typeof(Inlined).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource '{resource}' is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>
    /// Inside a script element only "&lt;/script" and "&lt;!--" mean something to HTML; in JavaScript strings "\/" is "/" and "\x3C" is
    /// "&lt;".
    /// </summary>
    static string InScript(string source) => source
        .Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase)
        .Replace("<!--", "\\x3C!--", StringComparison.Ordinal);
}
