using System.Text.RegularExpressions;

namespace AdaShift.Bench.Datasets;

/// <summary>What a line says apart from case, digits, punctuation and the name of the package that it is about.</summary>
static partial class Wording
{
    const string Mask = "#";
    const string Library = "lib";

    /// <returns>The words in lower case; those of the package's and its source's name, and numbers, are '#'.</returns>
    public static string[] Of(string line, DebianPair pair)
    {
        var names = Letters.Matches($"{pair.Package} {pair.Source}".ToLowerInvariant()).Select(match => match.Value)
            .SelectMany(name => name.StartsWith(Library, StringComparison.Ordinal) ? [name, name[Library.Length..]] : new[] { name, Library + name })
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Token.Matches(line.ToLowerInvariant()).Select(match => char.IsDigit(match.Value[0]) || names.Contains(match.Value) ? Mask : match.Value),
        ];
    }

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Letters { get; }

    [GeneratedRegex(@"\p{L}+|\p{Nd}+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token { get; }
}
