using System.Text;

namespace AdaShift.Bench.Datasets;

/// <summary>Stanzas of a Debian control file, such as Packages and Translation-fr.</summary>
/// <remarks>Debian policy 5.1: <c>Field: value</c>, continued in lines that begin with a space; an empty line ends a stanza.</remarks>
static class ControlFile
{
    /// <returns>The wanted fields of each stanza; lines of a value are joined by '\n', continuations with their spaces.</returns>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(string path, params IReadOnlyCollection<string> fields)
    {
        var stanza = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        StringBuilder? value = null; // of the field that a continuation belongs to; null where it is not wanted
        foreach (var line in File.ReadLines(path))
        {
            if (line.Length == 0)
            {
                if (stanza.Count > 0) yield return Values(stanza);
                stanza.Clear();
                value = null;
            }
            else if (line[0] is ' ' or '\t')
            {
                value?.Append('\n').Append(line);
            }
            else
            {
                var colon = line.IndexOf(':');
                var field = colon < 0 ? "" : line[..colon];
                value = fields.Contains(field) ? new(line[(colon + 1)..].Trim()) : null;
                if (value is not null) stanza[field] = value;
            }
        }

        if (stanza.Count > 0) yield return Values(stanza);
    }

    static Dictionary<string, string> Values(Dictionary<string, StringBuilder> stanza) =>
        stanza.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
}
