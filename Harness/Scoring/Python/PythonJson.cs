using System.Globalization;
using System.Text;

namespace AdaShift.Bench.Scoring.Python;

/// <summary>Text in JSON as Python's <c>json.dumps</c> writes it.</summary>
public static class PythonJson
{
    /// <param name="ascii">Escapes everything outside ASCII, as Python does by default.</param>
    public static string Quote(string text, bool ascii = false)
    {
        var json = new StringBuilder("\"");
        foreach (var c in text) json.Append(Escape(c, ascii));
        return json.Append('"').ToString();
    }

    static string Escape(char c, bool ascii) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' => "\\b",
        '\f' => "\\f",
        _ when c < ' ' || (ascii && c > '~') => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
        _ => c.ToString(),
    };
}
