using System.Text;
using System.Text.RegularExpressions;

namespace AdaShift.Bench.Datasets;

/// <summary>Makes lines uniform, and says which pairs are no good to learn from.</summary>
static partial class LineCleaner
{
    const int MostWords = 80;
    const double LongestRatio = 2;
    const int Slack = 10; // characters: short lines vary more
    const double UntranslatedShare = 0.8;

    /// <summary>
    /// Unicode's form C; every kind of space one space (the translators' ⋅ stands for one that must not break); ' for ’; one '-' for a dash
    /// between words; an item without the punctuation that closes it, which is French usage but not English.
    /// </summary>
    public static string Normalize(string text, DescriptionPart part)
    {
        var line = Spaces.Replace(text.Normalize(NormalizationForm.FormC), " ").Trim();
        line = Dash.Replace(line.Replace('’', '\'').Replace('\u2011', '-'), "-");
        return part == DescriptionPart.Item ? line.TrimEnd(' ', ';', ',', '.') : line;
    }

    /// <returns>Why the pair is left out; null if it is good.</returns>
    public static string? Reject(DebianPair pair)
    {
        var (english, other) = (Words(pair.English), Words(pair.Other));
        return pair switch
        {
            { Part: DescriptionPart.Verbatim } => "tables and examples",
            _ when pair.English.Contains('\uFFFD') || pair.Other.Contains('\uFFFD') => "invalid UTF-8",
            _ when Address.IsMatch(pair.English) || Address.IsMatch(pair.Other) => "lines with a URL or an e-mail address",
            _ when english.Length < 2 || other.Length == 0 => "lines of one word or none",
            _ when english.SequenceEqual(other) => "untranslated lines",
            _ when other.Length >= 3 && Share(other, english) >= UntranslatedShare => "hardly translated lines",
            _ when !HasFittingLength(pair.English, pair.Other) => "lines whose lengths do not fit",
            _ when Math.Max(CountWords(pair.English), CountWords(pair.Other)) > MostWords => $"lines of more than {MostWords} words",
            _ => null,
        };
    }

    /// <summary>Whether neither text is more than twice as long as the other, in characters.</summary>
    public static bool HasFittingLength(string english, string other)
    {
        var ratio = (double)(other.Length + Slack) / (english.Length + Slack);
        return ratio is >= 1 / LongestRatio and <= LongestRatio;
    }

    static double Share(string[] words, string[] known) => (double)words.Count(known.ToHashSet(StringComparer.Ordinal).Contains) / words.Length;

    static string[] Words(string line) => [.. Word.Matches(line.ToLowerInvariant()).Select(match => match.Value)];

    static int CountWords(string line) => line.Count(c => c == ' ') + 1;

    [GeneratedRegex(@"[\s\u22C5]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces { get; }

    [GeneratedRegex(@"(?<=^|\s)(?:--+|[–—−])(?=\s|$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Dash { get; }

    [GeneratedRegex(@"://|\bwww\.|\S@\S+\.\S", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address { get; }

    [GeneratedRegex(@"\w+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word { get; }
}
