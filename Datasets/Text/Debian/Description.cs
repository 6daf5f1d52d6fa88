using System.Text.RegularExpressions;

namespace AdaShift.Bench.Datasets;

enum DescriptionPart
{
    /// <summary>The first line.</summary>
    Synopsis,
    Paragraph,

    /// <summary>An item of a list, without its bullet.</summary>
    Item,

    /// <summary>Indented lines that are to be shown as they are: tables, examples.</summary>
    Verbatim,
}

/// <summary>The parts of a package's description.</summary>
/// <remarks>
/// Debian policy 5.6.13: after the synopsis, lines that begin with one space are paragraphs, with more they are verbatim, and <c> .</c> is
/// an empty line. Lists are a habit rather than a format: a bullet after any number of spaces, its item continued by what follows.
/// </remarks>
static partial class Description
{
    public static IReadOnlyList<(DescriptionPart Part, string Text)> Parse(string description)
    {
        var lines = description.Split('\n');
        var parts = new List<(DescriptionPart Part, string Text)> { (DescriptionPart.Synopsis, lines[0]) };
        var begun = false; // whether the last part goes on
        foreach (var line in lines.Skip(1))
        {
            if (line.Trim() == ".")
            {
                begun = false;
            }
            else
            {
                Add(parts, line, begun);
                begun = true;
            }
        }

        return parts;
    }

    static void Add(List<(DescriptionPart Part, string Text)> parts, string line, bool begun)
    {
        var last = begun ? parts[^1].Part : DescriptionPart.Synopsis;
        var indented = line.StartsWith("  ", StringComparison.Ordinal);
        if (Bullet.Match(line) is { Success: true } bullet)
            parts.Add((DescriptionPart.Item, line[bullet.Length..].Trim()));
        else if (last == DescriptionPart.Item || last == (indented ? DescriptionPart.Verbatim : DescriptionPart.Paragraph))
            parts[^1] = (last, $"{parts[^1].Text} {line.Trim()}");
        else
            parts.Add((indented ? DescriptionPart.Verbatim : DescriptionPart.Paragraph, line.Trim()));
    }

    [GeneratedRegex(@"^ +(?:[*+•·o–—−-]|--|\d{1,2}[.)])[\s\u22C5]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bullet { get; }
}
