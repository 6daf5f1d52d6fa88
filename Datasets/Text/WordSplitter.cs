using System.Globalization;
using System.Text;

namespace AdaShift.Bench.Datasets;

/// <summary>Plain text to words and punctuation, and exactly back.</summary>
/// <remarks>
/// Letters, digits and '_' that follow each other are a word; every other character is a token. A token that was not separated by a space
/// has the joiner ￭ (U+FFED) on that side, and it is the punctuation that has it, so that a word is the same token everywhere:
/// <c>l'eau (douce).</c> becomes <c>l ￭'￭ eau (￭ douce ￭) ￭.</c> The way back gives the same line for any that has no ￭, no
/// space at its ends and never two in a row.
/// </remarks>
public static class WordSplitter
{
    public const char Joiner = '￭';

    public static IEnumerable<string> Split(string line)
    {
        var tokens = new List<string>();
        foreach (var chunk in line.Split(' ', StringSplitOptions.RemoveEmptyEntries)) Split(chunk, tokens);
        return tokens;
    }

    public static string Join(IEnumerable<string> tokens)
    {
        var line = new StringBuilder();
        var joined = true; // nothing goes before the first
        foreach (var token in tokens)
        {
            var (left, right) = (token.Length > 1 && token[0] == Joiner, token.Length > 1 && token[^1] == Joiner);
            if (!joined && !left) line.Append(' ');
            line.Append(token.AsSpan(left ? 1 : 0, token.Length - (left ? 1 : 0) - (right ? 1 : 0)));
            joined = right;
        }

        return line.ToString();
    }

    /// <param name="chunk">Without spaces.</param>
    static void Split(string chunk, List<string> tokens)
    {
        var pieces = Pieces(chunk);
        for (var i = 0; i < pieces.Count; i++)
        {
            var (piece, isWord) = pieces[i];
            // Between two marks the second has the joiner.
            var left = !isWord && i > 0;
            var right = !isWord && i + 1 < pieces.Count && pieces[i + 1].IsWord;
            tokens.Add($"{(left ? Joiner.ToString() : "")}{piece}{(right ? Joiner.ToString() : "")}");
        }
    }

    static List<(string Text, bool IsWord)> Pieces(string chunk)
    {
        var pieces = new List<(string Text, bool IsWord)>();
        var begin = 0; // of the word that is being read
        for (var i = 0; i < chunk.Length;)
        {
            var length = char.IsSurrogatePair(chunk, i) ? 2 : 1;
            if (!IsOfWord(chunk, i))
            {
                if (begin < i) pieces.Add((chunk[begin..i], true));
                pieces.Add((chunk.Substring(i, length), false));
                begin = i + length;
            }

            i += length;
        }

        if (begin < chunk.Length) pieces.Add((chunk[begin..], true));
        return pieces;
    }

    /// <summary>Marks count to their letters: combining accents, vowel signs.</summary>
    static bool IsOfWord(string text, int index) => char.IsLetterOrDigit(text, index) || text[index] == '_'
        || char.GetUnicodeCategory(text, index) is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark;
}
