using System.Text;
using AdaShift.Bench.Scoring.Python;

namespace AdaShift.Bench.Scoring;

/// <summary>Every Chinese character is a token; the rest is split as in 13a.</summary>
/// <remarks>sacreBLEU, tokenizer_zh.py. Unlike 13a, entities stay as they are, and the first and the last character are not padded.</remarks>
sealed class ZhTokenizer : Tokenizer
{
    public override string Name => "zh";

    internal override string Separate(string segment)
    {
        var separated = new StringBuilder(2 * segment.Length);
        foreach (var c in PythonText.Trim(segment))
        {
            if (IsChinese(c)) separated.Append(' ').Append(c).Append(' ');
            else separated.Append(c);
        }

        return WesternPunctuation.Separate(separated.ToString());
    }

    /// <remarks>
    /// Two ranges are what sacreBLEU's source says, not what it means: '\u20000' is U+2000 and '0' in Python, so "Extension B" is in effect
    /// U+2001 to U+2A6D (punctuation, arrows, operators), and nothing above U+FFFF is Chinese. The other lies within U+2F00 to U+2FDF.
    /// </remarks>
    static bool IsChinese(char c) => c is
        (>= '\u3400' and <= '\u4db5') or (>= '\u4e00' and <= '\u9fbb') // unified ideographs and Extension A
        or (>= '\uf900' and <= '\ufa2d') or (>= '\ufa30' and <= '\ufa6a') or (>= '\ufa70' and <= '\ufad9') // compatibility ideographs
        or (>= '\u2001' and <= '\u2a6d')
        or (>= '\uff00' and <= '\uffef') // full-width and half-width forms
        or (>= '\u2e80' and <= '\u2fdf') or (>= '\u2ff0' and <= '\u303f') // radicals, their composition, punctuation
        or (>= '\u31c0' and <= '\u31ef') or (>= '\u3100' and <= '\u312f') or (>= '\u31a0' and <= '\u31bf') // strokes, bopomofo
        or (>= '\ufe10' and <= '\ufe1f') or (>= '\ufe30' and <= '\ufe4f') // vertical forms
        or (>= '\u3200' and <= '\u33ff'); // enclosed forms
}
