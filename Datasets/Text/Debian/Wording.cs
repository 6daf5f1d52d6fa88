using System.Text.RegularExpressions;

namespace AdaShift.Bench.Datasets;

/// <summary>What a line says apart from case, digits and punctuation, and from the name of the package that it is about.</summary>
static partial class Wording
{
    const string Mask = "#";
    const string Library = "lib";

    /// <returns>
    /// The words in lower case with '#' for numbers; and again with '#' for the words of the package's and its source's name as well.
    /// </returns>
    public static string[][] Of(string line, DebianPair pair)
    {
        var words = Of(line);
        var names = Letters.Matches($"{pair.Package} {pair.Source}".ToLowerInvariant()).Select(match => match.Value)
            .SelectMany(name => new[] { name, Library + name, WithoutLibrary(name) })
            .ToHashSet(StringComparer.Ordinal);
        return [words, Array.ConvertAll(words, word => names.Contains(word) ? Mask : word)];
    }

    /// <returns>The words in lower case with '#' for numbers.</returns>
    public static string[] Of(string line) =>
        [.. Token.Matches(line.ToLowerInvariant()).Select(match => char.IsDigit(match.Value[0]) ? Mask : match.Value)];

    static string WithoutLibrary(string name) => name.StartsWith(Library, StringComparison.Ordinal) ? name[Library.Length..] : name;

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Letters { get; }

    [GeneratedRegex(@"\p{L}+|\p{Nd}+(?:[.,]\p{Nd}+)*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token { get; }
}
