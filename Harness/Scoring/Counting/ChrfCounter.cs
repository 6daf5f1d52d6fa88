using System.Runtime.InteropServices;
using AdaShift.Bench.Scoring.Python;

namespace AdaShift.Bench.Scoring;

/// <summary>
/// A segment's row for chrF: for each order of characters, then of words, [n-grams of the hypothesis, of the reference, matches], against
/// the reference with the best F-score.
/// </summary>
sealed class ChrfCounter(Chrf chrf) : SegmentCounter
{
    const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    readonly Vocabulary vocabulary = new();
    readonly NgramMatcher characterMatcher = new(chrf.CharacterOrder);
    readonly NgramMatcher wordMatcher = new(chrf.WordOrder);
    readonly List<Range> ranges = [];
    readonly Symbols hypothesisSymbols = new([], []);
    readonly Symbols referenceSymbols = new([], []);
    readonly int[] matches = new int[chrf.Orders];
    readonly long[] row = new long[3 * chrf.Orders];

    public override void Count(string hypothesis, IReadOnlyList<string> references, Span<int> counts)
    {
        Encode(hypothesis, hypothesisSymbols);
        var best = -1.0;
        foreach (var reference in references)
        {
            Encode(reference, referenceSymbols);
            Compare();
            var score = chrf.FScore(row);
            if (score <= best) continue;
            best = score;
            for (var i = 0; i < row.Length; i++) counts[i] = (int)row[i];
        }
    }

    /// <summary>Fills <see cref="row"/>.</summary>
    void Compare()
    {
        Array.Clear(matches);
        Match(characterMatcher, hypothesisSymbols.Characters, referenceSymbols.Characters, matches.AsSpan(0, chrf.CharacterOrder));
        Match(wordMatcher, hypothesisSymbols.Words, referenceSymbols.Words, matches.AsSpan(chrf.CharacterOrder));
        for (var i = 0; i < chrf.Orders; i++)
        {
            var isWord = i >= chrf.CharacterOrder;
            var order = isWord ? i - chrf.CharacterOrder + 1 : i + 1;
            var ours = NgramMatcher.Count(isWord ? hypothesisSymbols.Words.Count : hypothesisSymbols.Characters.Count, order);
            var theirs = NgramMatcher.Count(isWord ? referenceSymbols.Words.Count : referenceSymbols.Characters.Count, order);
            row[3 * i] = theirs > 0 ? ours : 0; // an order that the reference has not does not count
            row[(3 * i) + 1] = theirs;
            row[(3 * i) + 2] = matches[i];
        }
    }

    static void Match(NgramMatcher matcher, List<int> hypothesis, List<int> reference, Span<int> found)
    {
        if (found.IsEmpty) return;
        matcher.Clear();
        matcher.AddReference(CollectionsMarshal.AsSpan(reference));
        matcher.Match(CollectionsMarshal.AsSpan(hypothesis), found);
    }

    void Encode(string segment, Symbols symbols)
    {
        var text = chrf.Lowercase ? PythonText.Lower(segment) : segment;
        symbols.Characters.Clear();
        for (int i = 0, code; i < text.Length; i += PythonText.Width(code))
        {
            code = PythonText.CodePointAt(text, i);
            if (chrf.Whitespace || !PythonText.IsSpace(text[i])) symbols.Characters.Add(code);
        }

        symbols.Words.Clear();
        if (chrf.WordOrder == 0) return;
        ranges.Clear();
        PythonText.Split(text, ranges);
        foreach (var range in ranges) AddWord(text.AsSpan(range), symbols.Words);
    }

    /// <summary>One mark of ASCII punctuation at a word's end, else at its beginning, is a word: <c>(hi)</c> → <c>(hi</c>, <c>)</c>.</summary>
    void AddWord(ReadOnlySpan<char> word, List<int> words)
    {
        var cut = word.Length == 1 ? 0 : Punctuation.Contains(word[^1], StringComparison.Ordinal) ? word.Length - 1
            : Punctuation.Contains(word[0], StringComparison.Ordinal) ? 1 : 0;
        if (cut > 0) words.Add(vocabulary.Id(word[..cut]));
        words.Add(vocabulary.Id(word[cut..]));
    }

    /// <summary>A segment as code points and as numbered words.</summary>
    sealed record Symbols(List<int> Characters, List<int> Words);
}
