using System.Text;

namespace AdaShift.Bench.Scoring;

/// <summary>The rules that the tokenizers 13a and zh share, each a pass over the text from left to right.</summary>
/// <remarks>
/// A pass replaces matches that do not overlap: a character that one match took is not seen by the next. No rule tells apart characters
/// outside ASCII, so surrogate pairs need no care.
/// </remarks>
static class WesternPunctuation
{
    public static string Separate(string text)
    {
        text = Symbols(text);
        if (text.AsSpan().ContainsAny('.', ',')) text = BeforeDigits(AfterDigits(text));
        return text.Contains('-', StringComparison.Ordinal) ? Dashes(text) : text;
    }

    /// <summary>All ASCII punctuation stands alone but <c>' , - .</c></summary>
    static string Symbols(string text)
    {
        var separated = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (IsSymbol(c)) separated.Append(' ').Append(c).Append(' ');
            else separated.Append(c);
        }

        return separated.ToString();
    }

    static bool IsSymbol(char c) =>
        c is (>= '!' and <= '&') or (>= '(' and <= '+') or '/' or (>= ':' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~');

    /// <summary>A period or comma stands alone unless it follows a digit: <c>x.</c> → <c>x . </c></summary>
    static string AfterDigits(string text)
    {
        var separated = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            separated.Append(text[i]);
            if (char.IsAsciiDigit(text[i]) || i + 1 == text.Length || text[i + 1] is not ('.' or ',')) continue;
            separated.Append(' ').Append(text[++i]).Append(' ');
        }

        return separated.ToString();
    }

    /// <summary>A period or comma stands alone unless a digit follows: <c>.x</c> → <c> . x</c></summary>
    static string BeforeDigits(string text)
    {
        var separated = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('.' or ',') || i + 1 == text.Length || char.IsAsciiDigit(text[i + 1])) separated.Append(text[i]);
            else separated.Append(' ').Append(text[i]).Append(' ').Append(text[++i]);
        }

        return separated.ToString();
    }

    /// <summary>A dash after a digit stands alone: <c>3-</c> → <c>3 - </c></summary>
    static string Dashes(string text)
    {
        var separated = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            separated.Append(text[i]);
            if (char.IsAsciiDigit(text[i]) && i + 1 < text.Length && text[i + 1] == '-') separated.Append(' ').Append(text[++i]).Append(' ');
        }

        return separated.ToString();
    }
}
