using AdaShift.Bench.Scoring.Python;

namespace AdaShift.Bench.Scoring;

/// <summary>Splits a segment into the tokens whose n-grams BLEU compares.</summary>
public abstract class Tokenizer
{
    static readonly Tokenizer[] all =
        [new Tokenizer13a(), new NoneTokenizer(), new CharTokenizer(), new IntlTokenizer(), new ZhTokenizer()];

    /// <summary>Tokenizers of sacreBLEU that need more than rules, and what they need.</summary>
    static readonly Dictionary<string, string> refused = new(StringComparer.Ordinal)
    {
        ["ja-mecab"] = "MeCab and a Japanese dictionary",
        ["ko-mecab"] = "MeCab and a Korean dictionary",
        ["spm"] = "a SentencePiece model to download",
        ["flores101"] = "a SentencePiece model to download",
        ["flores200"] = "a SentencePiece model to download",
        ["spBLEU-1K"] = "a SentencePiece model to download",
    };

    /// <summary>The name in signatures.</summary>
    public abstract string Name { get; }

    /// <summary>The names that <see cref="Named"/> knows, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. all.Select(tokenizer => tokenizer.Name)];

    /// <summary>WMT's standard, equivalent to mteval-v13a.</summary>
    public static Tokenizer Default => all[0];

    /// <param name="name">As sacreBLEU calls it.</param>
    /// <exception cref="ScoringException">There is none of this name, or it needs more than rules.</exception>
    public static Tokenizer Named(string name)
    {
        if (all.FirstOrDefault(tokenizer => tokenizer.Name == name) is { } found) return found;
        throw new ScoringException(refused.TryGetValue(name, out var needs)
            ? $"The tokenizer '{name}' is not supported, because it needs {needs}. Available: {string.Join(", ", Names)}."
            : $"Unknown tokenizer '{name}'.{NearestName.Among(name, [.. Names])}");
    }

    /// <returns>The tokens of a segment, in order.</returns>
    public IReadOnlyList<string> Tokenize(string segment)
    {
        var (text, ranges) = (Separate(PythonText.TrimEnd(segment)), new List<Range>());
        Split(text, ranges);
        return ranges.ConvertAll(range => text[range]);
    }

    /// <summary>Puts space between tokens.</summary>
    /// <param name="segment">Without white space at its end.</param>
    internal abstract string Separate(string segment);

    /// <summary>Appends where the tokens of a separated text are.</summary>
    internal virtual void Split(string separated, List<Range> tokens) => PythonText.Split(separated, tokens);
}
