using System.Text;

namespace AdaShift.Bench.Reporting.Markdown;

/// <summary>Escapes plain text so that GitHub-flavoured Markdown shows exactly that text.</summary>
static class MarkdownText
{
    /// <summary>Characters that mean something somewhere in a line; a backslash before each is always allowed.</summary>
    const string Special = "\\`*_[]{}#|~$!@";

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '<') escaped.Append("&lt;");
            else if (c is '>') escaped.Append("&gt;");
            else if (c is '&') escaped.Append("&amp;");
            else if (char.IsControl(c)) escaped.Append(' ');
            else if (Special.Contains(c)) escaped.Append('\\').Append(c);
            else escaped.Append(c);
        }
        return escaped.ToString();
    }

    /// <summary>The same at the start of a line, where a list or a heading could begin.</summary>
    public static string EscapeStart(string markdown)
    {
        var digits = markdown.TakeWhile(char.IsAsciiDigit).Count();
        var mark = digits < markdown.Length && (digits == 0 ? markdown[0] is '-' or '+' or '=' : markdown[digits] is '.' or ')');
        return mark ? markdown.Insert(digits, "\\") : markdown;
    }

    /// <summary>
    /// A code span, whose fence is longer than any run of backticks inside. Tables are split into cells before spans are read, and
    /// renderers disagree on an escaped '|' in a span: there the HTML element is used.
    /// </summary>
    public static string Code(string text, bool inTable)
    {
        var line = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
        if (inTable && line.Contains('|')) return $"<code>{Escape(line).Replace("\\|", "&#124;", StringComparison.Ordinal)}</code>";
        var fence = new string('`', LongestRun(line) + 1);
        var pad = line.StartsWith('`') || line.EndsWith('`') || line.Length == 0 ? " " : "";
        return $"{fence}{pad}{line}{pad}{fence}";
    }

    /// <summary>A fenced block that no line inside can end.</summary>
    public static string Fenced(IEnumerable<string> lines, string language)
    {
        var inside = string.Join('\n', lines);
        var fence = new string('`', Math.Max(3, LongestRun(inside) + 1));
        return $"{fence}{language}\n{inside}\n{fence}";
    }

    static int LongestRun(string text) =>
        text.Aggregate((longest: 0, run: 0), (seen, c) =>
        {
            var run = c == '`' ? seen.run + 1 : 0;
            return (Math.Max(seen.longest, run), run);
        }).longest;
}
