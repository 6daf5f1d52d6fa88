using System.Text;

namespace AdaShift.Bench.Records;

/// <summary>C# names as people type them: <c>WeightDecay</c> → <c>weight-decay</c>.</summary>
public static class KebabCase
{
    public static string Of(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '_')
            {
                if (text.Length > 0 && text[^1] != '-') text.Append('-');
                continue;
            }

            if (i > 0 && StartsWord(name, i) && text.Length > 0 && text[^1] != '-') text.Append('-');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>What plug-ins and experiments may be called: lower-case words and digits joined by '-'.</summary>
    public static bool IsName(string text) =>
        text.Split('-').All(word => word.Length > 0 && word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));

    /// <summary>For comparing: weightDecay, weight_decay, weight-decay and WEIGHTDECAY have the same key.</summary>
    public static string Key(string name) => string.Concat(name.Where(c => c is not ('-' or '_'))).ToLowerInvariant();

    /// <summary>Upper case after lower case or a digit, or the last of several capitals before lower case: L2Norm, MaxGPTerm.</summary>
    static bool StartsWord(string name, int i) =>
        char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
}
