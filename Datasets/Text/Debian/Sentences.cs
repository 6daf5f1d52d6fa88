using System.Text.RegularExpressions;

namespace AdaShift.Bench.Datasets;

/// <summary>Splits a paragraph into sentences, where both languages have as many.</summary>
static partial class Sentences
{
    /// <returns>The pair's sentences; the pair as it is where their numbers or lengths do not fit.</returns>
    public static IEnumerable<DebianPair> Split(DebianPair pair)
    {
        if (pair.Part != DescriptionPart.Paragraph) return [pair];
        var (english, other) = (Break.Split(pair.English), Break.Split(pair.Other));
        return english.Length == other.Length && english.Zip(other).All(one => LineCleaner.HasFittingLength(one.First, one.Second))
            ? english.Zip(other, (one, same) => pair with { English = one, Other = same })
            : [pair];
    }

    /// <summary>After a full stop, question or exclamation mark, before a capital letter or an opening quotation mark.</summary>
    [GeneratedRegex(@"(?<=[.!?])(?<!\b(?:e\.g|i\.e|z\.B|d\.h|vs|etc|ca|bzw)\.) (?=[\p{Lu}""«„“])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Break { get; }
}
