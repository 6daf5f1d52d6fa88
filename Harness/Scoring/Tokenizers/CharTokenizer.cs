using System.Text;
using AdaShift.Bench.Scoring.Python;

namespace AdaShift.Bench.Scoring;

/// <summary>Every code point that is not white space is a token.</summary>
sealed class CharTokenizer : Tokenizer
{
    public override string Name => "char";

    internal override string Separate(string segment)
    {
        var separated = new StringBuilder(2 * segment.Length);
        for (int i = 0, width; i < segment.Length; i += width)
        {
            width = PythonText.Width(PythonText.CodePointAt(segment, i));
            separated.Append(segment, i, width).Append(' ');
        }

        return separated.ToString();
    }
}
