using System.Globalization;
using System.Text;
using AdaShift.Bench.Scoring.Python;

namespace AdaShift.Bench.Scoring;

/// <summary>Separates Unicode's symbols, and its punctuation unless it stands between numbers.</summary>
/// <remarks>
/// sacreBLEU, tokenizer_intl.py, after mteval-v14.pl; like both, it leaves a period after a number at the end of a segment where it is.
/// Three passes, each from left to right without overlap.
/// </remarks>
sealed class IntlTokenizer : Tokenizer
{
    public override string Name => "intl";

    internal override string Separate(string segment)
    {
        if (!segment.AsSpan().ContainsAnyExcept(lettersAndSpace)) return segment;
        var text = new List<int>(segment.Length);
        for (var i = 0; i < segment.Length; i += PythonText.Width(text[^1])) text.Add(PythonText.CodePointAt(segment, i));
        return Symbols(BeforeNumbers(AfterNumbers(text)));
    }

    static readonly System.Buffers.SearchValues<char> lettersAndSpace =
        System.Buffers.SearchValues.Create(" abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Punctuation after what is no number: <c>x.</c> → <c>x . </c></summary>
    static List<int> AfterNumbers(List<int> text)
    {
        var separated = new List<int>(text.Count + 16);
        for (var i = 0; i < text.Count; i++)
        {
            separated.Add(text[i]);
            if (IsNumber(text[i]) || i + 1 == text.Count || !IsPunctuation(text[i + 1])) continue;
            separated.AddRange(' ', text[++i], ' ');
        }

        return separated;
    }

    /// <summary>Punctuation before what is no number: <c>.x</c> → <c> . x</c></summary>
    static List<int> BeforeNumbers(List<int> text)
    {
        var separated = new List<int>(text.Count + 16);
        for (var i = 0; i < text.Count; i++)
        {
            if (!IsPunctuation(text[i]) || i + 1 == text.Count || IsNumber(text[i + 1])) separated.Add(text[i]);
            else separated.AddRange(' ', text[i], ' ', text[++i]);
        }

        return separated;
    }

    static string Symbols(List<int> text)
    {
        var separated = new StringBuilder(text.Count + 16);
        foreach (var code in text)
        {
            var written = code > char.MaxValue ? char.ConvertFromUtf32(code) : ((char)code).ToString();
            if (IsSymbol(code)) separated.Append(' ').Append(written).Append(' ');
            else separated.Append(written);
        }

        return separated.ToString();
    }

    static bool IsNumber(int code) => CharUnicodeInfo.GetUnicodeCategory(code)
        is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    static bool IsPunctuation(int code) => CharUnicodeInfo.GetUnicodeCategory(code)
        is UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation
        or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation
        or UnicodeCategory.OtherPunctuation;

    static bool IsSymbol(int code) => CharUnicodeInfo.GetUnicodeCategory(code)
        is UnicodeCategory.MathSymbol or UnicodeCategory.CurrencySymbol or UnicodeCategory.ModifierSymbol or UnicodeCategory.OtherSymbol;
}
