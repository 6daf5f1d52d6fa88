using System.Text;

namespace AdaShift.Bench.Records;

/// <summary>Names in file names and anchors: lower-case ASCII letters and digits, with a '-' for anything between them.</summary>
public static class Slug
{
    /// <returns>"x" if no letter or digit is left.</returns>
    public static string Of(string text, int longest = 60)
    {
        var slug = new StringBuilder();
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        var cut = slug.ToString(0, Math.Min(slug.Length, longest)).Trim('-');
        return cut.Length == 0 ? "x" : cut;
    }

    /// <summary>The name, followed by the first free number if it is taken; the result is taken from then on.</summary>
    /// <param name="taken">Ignores case, as some file systems do.</param>
    public static string Unique(string name, HashSet<string> taken)
    {
        var free = name;
        for (var n = 2; !taken.Add(free); n++) free = $"{name}-{n}";
        return free;
    }
}
