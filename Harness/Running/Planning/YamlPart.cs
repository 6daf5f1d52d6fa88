using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AdaShift.Bench.Running;

/// <summary>A node of a YAML file with its position. Problems are collected with that position instead of thrown.</summary>
/// <param name="name">Its path in messages: <c>profiles.quick.epochs</c>.</param>
sealed class YamlPart(YamlNode node, string name, string file, List<PlanProblem> problems)
{
    readonly Dictionary<string, YamlPart> fields = new(StringComparer.Ordinal);

    public SourceMark At { get; } = MarkOf(node.Start, file);

    public bool IsMapping => node is YamlMappingNode;

    public static SourceMark MarkOf(Mark mark, string file) => new(file, mark.Line, mark.Column);

    public void Complain(string message) => problems.Add(new(At, name.Length == 0 ? message : $"{name}: {message}"));

    /// <returns>Null, with a complaint, when it is not a piece of text or is empty.</returns>
    public string? Text()
    {
        if (node is YamlScalarNode { Value: { } text } && text.Trim() is { Length: > 0 } trimmed) return trimmed;
        Complain(node is YamlScalarNode ? "is empty." : "expected text on one line.");
        return null;
    }

    public Located<string>? LocatedText() => Text() is { } text ? new(text, At) : null;

    public double? PositiveNumber()
    {
        if (Text() is not { } text) return null;
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (isNumber && double.IsFinite(number) && number > 0) return number;
        Complain($"'{text}' is not a number above 0.");
        return null;
    }

    public long? PositiveWholeNumber()
    {
        if (Text() is not { } text) return null;
        if (long.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0) return number;
        Complain($"'{text}' is not a whole number above 0.");
        return null;
    }

    /// <returns>A list's items; empty, with a complaint, when it is not a list.</returns>
    public IReadOnlyList<YamlPart> Items()
    {
        if (node is YamlSequenceNode list) return [.. list.Children.Select((item, i) => Part(item, $"{name}[{i}]"))];
        Complain("expected a list.");
        return [];
    }

    public bool IsList => node is YamlSequenceNode;

    public IReadOnlyList<Located<string>> LocatedTexts() => [.. Items().Select(i => i.LocatedText()).OfType<Located<string>>()];

    /// <returns>A mapping's entries; empty, with a complaint, when it is not a mapping.</returns>
    public IReadOnlyList<(Located<string> Key, YamlPart Value)> Entries()
    {
        if (node is YamlMappingNode mapping)
            return [.. mapping.Children.Select(Entry).OfType<(Located<string>, YamlPart)>()];
        Complain("expected keys with values.");
        return [];
    }

    /// <summary>As <see cref="Entries"/>; an empty mapping is complained about, too.</summary>
    public IReadOnlyList<(Located<string> Key, YamlPart Value)> EntriesOrComplain()
    {
        var entries = Entries();
        if (entries.Count == 0 && IsMapping) Complain("there must be at least one.");
        return entries;
    }

    /// <summary>The value of a key that <see cref="Expect"/> allows; null when it is not given.</summary>
    public YamlPart? this[string key] => fields.GetValueOrDefault(key);

    /// <summary>Reads the keys; unknown ones and missing required ones are complained about.</summary>
    public YamlPart Expect(YamlKeys keys)
    {
        var where = name.Length == 0 ? "" : $" in {name}";
        foreach (var (key, value) in Entries())
        {
            if (keys.All.Contains(key.Value)) fields[key.Value] = value;
            else problems.Add(new(key.At, $"unknown key '{key.Value}'{where}.{NearestName.Among(key.Value, keys.All, "Allowed")}"));
        }

        var missing = keys.Required.Where(k => !fields.ContainsKey(k)).ToArray();
        if (missing.Length > 0 && IsMapping) Complain($"{string.Join(", ", missing.Select(k => $"'{k}'"))} must be given.");
        return this;
    }

    /// <summary>Complains unless exactly one of two keys is given.</summary>
    public YamlPart ExpectOneOf(string one, string other)
    {
        if (IsMapping && this[one] is null == this[other] is null) Complain($"give either '{one}' or '{other}'.");
        return this;
    }

    (Located<string>, YamlPart)? Entry(KeyValuePair<YamlNode, YamlNode> pair)
    {
        var key = Part(pair.Key, name).LocatedText();
        return key is null ? null : (key, Part(pair.Value, name.Length == 0 ? key.Value : $"{name}.{key.Value}"));
    }

    YamlPart Part(YamlNode child, string childName) => new(child, childName, file, problems);
}

/// <summary>The keys that a mapping may have.</summary>
sealed record YamlKeys(IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public IReadOnlyList<string> All { get; } = [.. Required, .. Optional];
}
