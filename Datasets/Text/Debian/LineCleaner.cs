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
    /// Every kind of space is one space (the translators' ⋅ stands for one that must not break); no characters that are not seen; ' for ’;
    /// one '-' for a dash between words; an item without the punctuation that closes it, which is French usage, not English.
    /// </summary>
    public static string Normalize(string text, DescriptionPart part)
    {
        var line = Spaces.Replace(Unseen.Replace(text, ""), " ").Trim();
        line = Dash.Replace(line.Replace('’', '\'').Replace('\u2010', '-').Replace('\u2011', '-'), "-");
        return part == DescriptionPart.Item ? line.TrimEnd(' ', ';', ',', '.') : line;
    }

    /// <returns>Why the pair is left out; null if it is good.</returns>
    public static string? Reject(DebianPair pair)
    {
        var (english, other) = (Words(pair.English), Words(pair.Other));
        return pair switch
        {
            { Part: DescriptionPart.Verbatim } => "tables and examples",
            _ when MisEncoded.IsMatch(pair.English) || MisEncoded.IsMatch(pair.Other) => "mis-encoded lines",
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

    static double Share(string[] words, string[] known) =>
        (double)words.Count(known.ToHashSet(StringComparer.Ordinal).Contains) / words.Length;

    static string[] Words(string line) => [.. Word.Matches(line.ToLowerInvariant()).Select(match => match.Value)];

    static int CountWords(string line) => line.Count(c => c == ' ') + 1;

    [GeneratedRegex(@"[\s\u22C5]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces { get; }

    [GeneratedRegex(@"(?<=^|\s)(?:--+|[‒–—−])(?=\s|$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Dash { get; }

    /// <summary>Soft hyphens, zero-width spaces and joiners.</summary>
    [GeneratedRegex(@"[\u00AD\u200B-\u200D\u2060\uFEFF]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Unseen { get; }

    /// <summary>What reading as UTF-8 replaced, and control characters, which are left of Latin-1 read as UTF-8.</summary>
    [GeneratedRegex(@"[\uFFFD\p{Cc}]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MisEncoded { get; }

    [GeneratedRegex(@"://|\bwww\.|\S@\S+\.\S", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address { get; }

    [GeneratedRegex(@"\w+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word { get; }
}
