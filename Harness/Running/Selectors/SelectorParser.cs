using System.Text;

namespace AdaShift.Bench.Running;

/// <summary>The grammar of selectors. Spaces may stand between any two tokens.</summary>
/// <remarks><code>
/// assignment = part { "+" part }        part    = [ player "=" ] selector
/// selector   = name [ "[" [ setting { "," setting } ] "]" ]
/// setting    = key "=" value { "|" value }
/// value      = letters, digits and . _ / + -, or "anything", where \" and \\ stand for " and \
/// </code></remarks>
sealed class SelectorParser
{
    readonly string text;
    int at;

    SelectorParser(string text)
    {
        this.text = text;
        SkipSpaces();
    }

    /// <exception cref="SelectorException">Not a selector; the message shows where.</exception>
    public static SelectorSyntax Selector(string text)
    {
        var parser = new SelectorParser(text);
        var selector = parser.SelectorFrom(null, parser.Word("a name"));
        return parser.AtEnd ? selector : throw parser.Error("the selector should end here");
    }

    /// <exception cref="SelectorException">Not an assignment of optimizers to players; the message shows where.</exception>
    public static IReadOnlyList<SelectorSyntax> Assignment(string text)
    {
        var parser = new SelectorParser(text);
        var parts = parser.List('+', parser.Part);
        return parser.AtEnd ? parts : throw parser.Error("the optimizer should end here");
    }

    bool AtEnd => at == text.Length;

    SelectorSyntax Part()
    {
        var word = Word("the name of an optimizer");
        return Take('=') ? SelectorFrom(word, Word("the name of an optimizer")) : SelectorFrom(null, word);
    }

    SelectorSyntax SelectorFrom(string? player, string name)
    {
        if (!Take('[') || Take(']')) return new(player, name, []);
        var settings = List(',', Setting);
        Expect(']', "',' or ']'");
        return new(player, name, settings);
    }

    (string Key, IReadOnlyList<ValueText> Alternatives) Setting()
    {
        var key = Word("a setting, such as 'lr=0.1'");
        Expect('=', "'=' and a value");
        return (key, List('|', Value));
    }

    List<T> List<T>(char separator, Func<T> item)
    {
        var items = new List<T> { item() };
        while (Take(separator)) items.Add(item());
        return items;
    }

    ValueText Value() => !AtEnd && text[at] == '"'
        ? new(QuotedValue(), Quoted: true)
        : new(Token(IsValueCharacter, "a value"), Quoted: false);

    string QuotedValue()
    {
        var value = new StringBuilder();
        var start = at++;
        for (; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '"' or '\\') at++;
            value.Append(text[at]);
        }

        if (AtEnd)
        {
            at = start;
            throw Error("this quotation mark is never closed");
        }

        at++;
        SkipSpaces();
        return value.ToString();
    }

    string Word(string what) => Token(c => char.IsLetterOrDigit(c) || c is '-' or '_', what);

    string Token(Func<char, bool> belongs, string what)
    {
        var start = at;
        while (at < text.Length && belongs(text[at])) at++;
        if (at == start) throw Error($"expected {what}");
        var token = text[start..at];
        SkipSpaces();
        return token;
    }

    void Expect(char character, string what)
    {
        if (!Take(character)) throw Error($"expected {what}");
    }

    bool Take(char character)
    {
        if (AtEnd || text[at] != character) return false;
        at++;
        SkipSpaces();
        return true;
    }

    void SkipSpaces()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
    }

    static bool IsValueCharacter(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '/' or '+' or '-';

    SelectorException Error(string message)
    {
        var place = $"at character {at + 1}{(AtEnd ? ", the end" : "")}";
        return new($"'{text}': {message} ({place}).\n    {text.ReplaceLineEndings(" ")}\n    {new string(' ', at)}^");
    }
}

/// <summary>A selector as it was written: <c>adam[lr=0.1|0.01]</c>, or <c>critic=adam</c> for one player.</summary>
/// <param name="Player">Null stands for every player.</param>
sealed record SelectorSyntax(
    string? Player, string Name, IReadOnlyList<(string Key, IReadOnlyList<ValueText> Alternatives)> Settings);

/// <summary>One value as it was written, without its quotes.</summary>
readonly record struct ValueText(string Text, bool Quoted);

/// <summary>A selector that cannot be used. The message is all problems, one per line.</summary>
public sealed class SelectorException(params IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
