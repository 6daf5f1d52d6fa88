using System.Globalization;
using System.Reflection;
using AdaShift.Bench.Contracts;

namespace AdaShift.Bench.Running;

/// <summary>One setting of a plug-in: a parameter of its constructor.</summary>
public sealed class Setting
{
    readonly SettingType type;

    Setting(string name, SettingType type, object? @default, bool required, Interval? interval)
    {
        (Name, this.type, Interval) = (name, type, interval);
        (IsRequired, DefaultValue) = (required, @default);
        Default = required ? null : type.Format(@default);
    }

    /// <summary>The key in a selector, in lower case with '-': <c>weight-decay</c>.</summary>
    public string Name { get; }

    /// <summary>"number", "whole number", "true or false", "text" or "choice"; an optional one adds "or none".</summary>
    public string Type => type.Words;

    /// <summary>As it stands in a canonical selector; null when the setting must be given.</summary>
    public string? Default { get; }

    /// <summary>The values allowed; null when there is no such limit.</summary>
    public Interval? Interval { get; }

    /// <summary>The words allowed, where <see cref="Type"/> is a choice or true or false; else empty.</summary>
    public IReadOnlyList<string> Choices => type.Choices;

    public bool IsRequired { get; }

    internal object? DefaultValue { get; }

    /// <exception cref="PluginLoadException">The parameter's type is none that a selector can write.</exception>
    internal static Setting Of(ParameterInfo parameter)
    {
        var name = KebabCase.Of(parameter.Name ?? "");
        var values = SettingType.Of(parameter) ?? throw new PluginLoadException(
            $"its setting '{name}' has the type {parameter.ParameterType.Name}. Allowed: {SettingType.Supported}.");
        var interval = parameter.GetCustomAttribute<InAttribute>()?.Interval;
        if (interval is not null && !values.IsNumeric)
            throw new PluginLoadException($"its setting '{name}' has an interval but is no number.");
        return parameter.HasDefaultValue
            ? new(name, values, values.Typed(parameter.DefaultValue), required: false, interval)
            : new(name, values, null, required: true, interval);
    }

    /// <exception cref="FormatException">Not a value of this setting; the message goes on after "lr = x ".</exception>
    internal object? Parse(ValueText text)
    {
        var value = type.Parse(text);
        if (Interval is { } interval && value is not null && !interval.Contains(Convert.ToDouble(value, CultureInfo.InvariantCulture)))
            throw new FormatException($"is outside {interval}.");
        return value;
    }

    internal string Format(object? value) => type.Format(value);
}
