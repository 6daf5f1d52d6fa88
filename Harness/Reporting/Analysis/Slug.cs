using System.Text;

namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>A name as part of a file name or an anchor: lower-case letters, digits and '-'.</summary>
static class Slug
{
    public static string Of(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }
        var trimmed = slug.ToString().Trim('-');
        return trimmed.Length == 0 ? "x" : trimmed[..Math.Min(trimmed.Length, 60)];
    }

    /// <summary>The name, or the name with the first number that is free; from then on it is taken.</summary>
    /// <param name="taken">Whatever the case: file systems may not tell "A" from "a".</param>
    public static string Take(string name, HashSet<string> taken)
    {
        var free = name;
        for (var n = 2; !taken.Add(free); n++) free = $"{name}-{n}";
        return free;
    }
}
