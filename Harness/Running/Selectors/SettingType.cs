using System.Globalization;
using System.Reflection;

namespace AdaShift.Bench.Running;

/// <summary>How values of one type are read and written in a selector, whatever the culture.</summary>
abstract class SettingType
{
    public const string Supported = "double, float, int, long, bool, string, an enum, or one of these with '?'";

    /// <summary>The type in a word people understand.</summary>
    public abstract string Words { get; }

    public virtual IReadOnlyList<string> Choices => [];

    public virtual bool IsNumeric => false;

    /// <returns>Null when selectors cannot write this parameter's type.</returns>
    public static SettingType? Of(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        // "string?" looks like "string" here; a default of null tells.
        var optional = type != parameter.ParameterType || (type == typeof(string)
            && parameter.HasDefaultValue && parameter.DefaultValue is null);
        return Required(type) is not { } required ? null
            : !optional ? required
            : required.Choices.Contains(OptionalSetting.None) ? null // "none" would mean two things
            : new OptionalSetting(required);
    }

    /// <exception cref="FormatException">The message goes on after "lr = x ".</exception>
    public abstract object? Parse(ValueText text);

    /// <summary>Reads back to the same value.</summary>
    public abstract string Format(object? value);

    /// <summary>A default as metadata holds it, in its own type: for <c>E?</c> that is a bare integer.</summary>
    public virtual object? Typed(object? value) => value;

    static SettingType? Required(Type type) =>
        type == typeof(double) ? new NumberSetting()
        : type == typeof(float) ? new SingleSetting()
        : type == typeof(long) ? new IntegerSetting(long.MinValue, long.MaxValue, v => v)
        : type == typeof(int) ? new IntegerSetting(int.MinValue, int.MaxValue, v => (int)v)
        : type == typeof(bool) ? new SwitchSetting()
        : type == typeof(string) ? new TextSetting()
        : type.IsEnum ? new ChoiceSetting(type)
        : null;
}

class NumberSetting : SettingType
{
    public override string Words => "number";

    public override bool IsNumeric => true;

    public override object Parse(ValueText text)
    {
        var number = text.Text switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            _ => Finite(text) + 0.0, // −0 is 0
        };
        return Rounded(number);
    }

    public override string Format(object? value) => Number.Format(Convert.ToDouble(value, CultureInfo.InvariantCulture));

    protected virtual object Rounded(double number) => number;

    static double Finite(ValueText text)
    {
        // Without a digit it is one of .NET's words, "NaN" or "Infinity".
        var digits = !text.Quoted && text.Text.Any(char.IsAsciiDigit);
        if (!double.TryParse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !digits)
            throw new FormatException("is not a number. Expected something like 0.001 or 1e-3.");
        return double.IsFinite(number) ? number : throw new FormatException("is too large for a number.");
    }
}

sealed class SingleSetting : NumberSetting
{
    public override string Format(object? value) => Number.Format(Convert.ToSingle(value, CultureInfo.InvariantCulture));

    protected override object Rounded(double number) =>
        float.IsInfinity((float)number) && double.IsFinite(number)
            ? throw new FormatException("is too large for a 32-bit number.")
            : (float)number;
}

sealed class IntegerSetting(long least, long most, Func<long, object> typed) : SettingType
{
    public override string Words => "whole number";

    public override bool IsNumeric => true;

    public override object Parse(ValueText text) =>
        !text.Quoted && long.TryParse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? InRange(number)
            : throw new FormatException("is not a whole number.");

    public override string Format(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    object InRange(long number) => number >= least && number <= most ? typed(number)
        : throw new FormatException($"is outside [{least}, {most}].");
}

sealed class SwitchSetting : SettingType
{
    public override string Words => "true or false";

    public override IReadOnlyList<string> Choices { get; } = ["true", "false"];

    public override object Parse(ValueText text) => text.Text.ToLowerInvariant() switch
    {
        "true" => true,
        "false" => false,
        _ => throw new FormatException("is neither true nor false."),
    };

    public override string Format(object? value) => value is true ? "true" : "false";
}

sealed class ChoiceSetting(Type type) : SettingType
{
    public override string Words => "choice";

    public override IReadOnlyList<string> Choices { get; } = [.. Enum.GetNames(type).Select(KebabCase.Of)];

    public override object Parse(ValueText text)
    {
        var name = Array.Find(Enum.GetNames(type), n => KebabCase.Key(n) == KebabCase.Key(text.Text));
        return name is not null ? Enum.Parse(type, name)
            : throw new FormatException($"is not one of {string.Join(", ", Choices)}.{NearestName.Hint(text.Text, Choices)}");
    }

    public override string Format(object? value) => KebabCase.Of(Enum.GetName(type, value!) ?? "");

    public override object? Typed(object? value) => value is null ? null : Enum.ToObject(type, value);
}

sealed class TextSetting : SettingType
{
    public override string Words => "text";

    public override object Parse(ValueText text) => text.Text;

    public override string Format(object? value)
    {
        var text = (string)value!;
        return text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '/' or '-') ? text : Quoted(text);
    }

    public static string Quoted(string text) =>
        $"\"{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", @"\""", StringComparison.Ordinal)}\"";
}

/// <summary>A setting that may be absent, written <c>none</c>. The text "none" itself is written in quotation marks.</summary>
sealed class OptionalSetting(SettingType inner) : SettingType
{
    public const string None = "none";

    public override string Words => $"{inner.Words} or none";

    public override IReadOnlyList<string> Choices => inner.Choices.Count == 0 ? [] : [.. inner.Choices, None];

    public override bool IsNumeric => inner.IsNumeric;

    public override object? Parse(ValueText text) => text is { Text: None, Quoted: false } ? null : inner.Parse(text);

    public override string Format(object? value) => value is null ? None
        : inner.Format(value) is var text && text == None ? TextSetting.Quoted(text)
        : text;

    public override object? Typed(object? value) => inner.Typed(value);
}
