using System.Globalization;
using System.Reflection;

namespace AdaShift.Bench.Running;

/// <summary>The type of a setting: how its values are read and written in a selector, whatever the culture.</summary>
/// <param name="Type">double, float, long, int, bool, string or an enum.</param>
/// <param name="IsOptional">It may be absent, written <c>none</c>. The text "none" itself is then written in quotation marks.</param>
sealed record SettingType(Type Type, bool IsOptional = false)
{
    public const string Supported = "double, float, int, long, bool, string, an enum, or one of these with '?'";

    const string None = "none";

    static readonly Dictionary<Type, string> words = new()
    {
        [typeof(double)] = "number",
        [typeof(float)] = "number",
        [typeof(long)] = "whole number",
        [typeof(int)] = "whole number",
        [typeof(bool)] = "true or false",
        [typeof(string)] = "text",
    };

    /// <summary>The type in a word people understand.</summary>
    public string Words => $"{(Type.IsEnum ? "choice" : words[Type])}{(IsOptional ? " or none" : "")}";

    public bool IsNumeric => Words.Contains("number", StringComparison.Ordinal);

    /// <summary>The words allowed; empty for types without a fixed list.</summary>
    public IReadOnlyList<string> Choices => ChoicesOf(Type) is { Length: > 0 } choices && IsOptional ? [.. choices, None] : ChoicesOf(Type);

    /// <returns>Null when selectors cannot write this parameter's type.</returns>
    public static SettingType? Of(ParameterInfo parameter)
    {
        var nullable = Nullable.GetUnderlyingType(parameter.ParameterType);
        var type = nullable ?? parameter.ParameterType;
        if (!type.IsEnum && !words.ContainsKey(type)) return null;
        // "string?" looks like "string" here; a default of null tells.
        var optional = nullable is not null || (type == typeof(string) && parameter is { HasDefaultValue: true, DefaultValue: null });
        return optional && ChoicesOf(type).Contains(None) ? null : new(type, optional); // "none" would mean two things
    }

    /// <exception cref="FormatException">The message goes on after "lr = x ".</exception>
    public object? Parse(ValueText text)
    {
        if (IsOptional && text is { Text: None, Quoted: false }) return null;
        if (Type.IsEnum) return Choice(text.Text);
        return Type.GetTypeCode(Type) switch
        {
            TypeCode.Double => Double(text),
            TypeCode.Single => Single(Double(text)),
            TypeCode.Int64 => Whole(text, long.MinValue, long.MaxValue),
            TypeCode.Int32 => (object)(int)Whole(text, int.MinValue, int.MaxValue),
            TypeCode.Boolean => Switch(text.Text),
            _ => text.Text,
        };
    }

    /// <summary>Reads back to the same value.</summary>
    public string Format(object? value) => value switch
    {
        null => None,
        double number => Number.Format(number),
        float number => Number.Format(number),
        bool on => on ? "true" : "false",
        Enum choice => KebabCase.Of(choice.ToString()),
        string text => IsPlain(text) && !(IsOptional && text == None) ? text : Quoted(text),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>A default as metadata holds it, in its own type: for <c>E?</c> that is a bare integer.</summary>
    public object? Typed(object? value) => value is not null && Type.IsEnum ? Enum.ToObject(Type, value) : value;

    internal static string Quoted(string text) =>
        $"\"{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", @"\""", StringComparison.Ordinal)}\"";

    static bool IsPlain(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '/' or '-');

    static string[] ChoicesOf(Type type) =>
        type.IsEnum ? [.. Enum.GetNames(type).Select(KebabCase.Of)] : type == typeof(bool) ? ["true", "false"] : [];

    static double Double(ValueText text)
    {
        if (text.Text is "inf" or "-inf") return text.Text == "inf" ? double.PositiveInfinity : double.NegativeInfinity;
        // Without a digit it is one of .NET's words, "NaN" or "Infinity".
        var digits = !text.Quoted && text.Text.Any(char.IsAsciiDigit);
        if (!double.TryParse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !digits)
            throw new FormatException("is not a number. Expected something like 0.001 or 1e-3.");
        return double.IsFinite(number) ? number + 0.0 /* -0 is 0 */ : throw new FormatException("is too large for a number.");
    }

    static float Single(double number) => float.IsInfinity((float)number) && double.IsFinite(number)
        ? throw new FormatException("is too large for a 32-bit number.")
        : (float)number;

    static long Whole(ValueText text, long least, long most)
    {
        if (text.Quoted || !long.TryParse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            throw new FormatException("is not a whole number.");
        return number >= least && number <= most ? number : throw new FormatException($"is outside [{least}, {most}].");
    }

    static bool Switch(string text) => text.ToLowerInvariant() switch
    {
        "true" => true,
        "false" => false,
        _ => throw new FormatException("is neither true nor false."),
    };

    object Choice(string text)
    {
        var name = Array.Find(Enum.GetNames(Type), n => KebabCase.Key(n) == KebabCase.Key(text));
        return name is not null ? Enum.Parse(Type, name) : throw new FormatException(
            $"is not one of {string.Join(", ", ChoicesOf(Type))}.{NearestName.Hint(text, ChoicesOf(Type))}");
    }
}
