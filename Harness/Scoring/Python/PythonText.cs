using System.Globalization;
using System.Text;

namespace AdaShift.Bench.Scoring.Python;

/// <summary>Python's rules for text, by which sacreBLEU splits, strips and lower-cases; .NET's differ in the corners.</summary>
/// <remarks>A Python character is a code point. Unpaired surrogates, which no UTF-8 text has, count as code points.</remarks>
public static class PythonText
{
    const int CapitalSigma = 0x3A3;
    const int CapitalIWithDot = 0x130;

    /// <summary><c>str.isspace()</c> of a character: what .NET calls white space, and U+001C to U+001F.</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001c' and <= '\u001f';

    /// <summary><c>text.rstrip()</c></summary>
    public static string TrimEnd(string text)
    {
        var end = text.Length;
        while (end > 0 && IsSpace(text[end - 1])) end--;
        return text[..end];
    }

    /// <summary><c>text.strip()</c></summary>
    public static string Trim(string text)
    {
        var start = 0;
        while (start < text.Length && IsSpace(text[start])) start++;
        return TrimEnd(text[start..]);
    }

    /// <summary>Where the words of <c>text.split()</c> are; appended to <paramref name="words"/>.</summary>
    public static void Split(ReadOnlySpan<char> text, List<Range> words)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsSpace(text[i])) continue;
            var start = i;
            while (i < text.Length && !IsSpace(text[i])) i++;
            words.Add(start..i);
        }
    }

    /// <summary>The code point that starts at <paramref name="index"/>.</summary>
    public static int CodePointAt(ReadOnlySpan<char> text, int index) =>
        Rune.DecodeFromUtf16(text[index..], out var rune, out _) == System.Buffers.OperationStatus.Done ? rune.Value : text[index];

    /// <summary>How many chars a code point takes: 1, or 2 above U+FFFF.</summary>
    public static int Width(int codePoint) => codePoint > char.MaxValue ? 2 : 1;

    /// <summary><c>text.lower()</c>: each code point's lower case, with İ → i̇ and a final Σ → ς.</summary>
    public static string Lower(string text)
    {
        if (Ascii.IsValid(text)) return text.ToLowerInvariant();
        var lower = new StringBuilder(text.Length + 1);
        for (int i = 0, code; i < text.Length; i += Width(code))
        {
            code = CodePointAt(text, i);
            if (code == CapitalIWithDot) lower.Append("i\u0307");
            else if (code == CapitalSigma) lower.Append(IsFinalSigma(text, i) ? 'ς' : 'σ');
            else if (Rune.TryCreate(code, out var rune)) lower.Append(Rune.ToLowerInvariant(rune).ToString());
            else lower.Append((char)code);
        }

        return lower.ToString();
    }

    /// <summary>Final_Sigma of the Unicode standard (3.13): after a cased letter and not before one, without case-ignorable ones.</summary>
    static bool IsFinalSigma(string text, int sigma)
    {
        var before = sigma - 1;
        while (before >= 0 && IsCaseIgnorable(CodePointEndingAt(text, before))) before -= Width(CodePointEndingAt(text, before));
        if (before < 0 || !IsCased(CodePointEndingAt(text, before))) return false;
        var after = sigma + 1;
        while (after < text.Length && IsCaseIgnorable(CodePointAt(text, after))) after += Width(CodePointAt(text, after));
        return after == text.Length || !IsCased(CodePointAt(text, after));
    }

    static int CodePointEndingAt(string text, int index) =>
        index > 0 && char.IsSurrogatePair(text[index - 1], text[index]) ? char.ConvertToUtf32(text[index - 1], text[index]) : text[index];

    /// <summary>Unicode's Cased: letters with case, and the numerals and circled letters that it counts with them.</summary>
    static bool IsCased(int code) => CharUnicodeInfo.GetUnicodeCategory(code)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || code is 0xAA or 0xBA or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9)
            or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);

    /// <summary>Unicode's Case_Ignorable: marks, modifiers, format characters, and punctuation within words.</summary>
    static bool IsCaseIgnorable(int code) => CharUnicodeInfo.GetUnicodeCategory(code)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
        or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        || code is '\'' or '.' or ':' or 0xB7 or 0x387 or 0x55F or 0x5F4 or 0x2018 or 0x2019 or 0x2024 or 0x2027
            or 0xFE13 or 0xFE52 or 0xFE55 or 0xFF07 or 0xFF0E or 0xFF1A;
}
