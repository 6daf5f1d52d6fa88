using System.Globalization;
using System.Reflection;

namespace AdaShift.Bench.Running;

/// <summary>One setting of a plug-in: a parameter of its constructor, or <c>accelerate</c>, which accelerated rules inherit.</summary>
public sealed class Setting
{
    readonly SettingType type;
    readonly ParameterInfo? parameter;

    Setting(string name, SettingType type, object? defaultValue, ParameterInfo? parameter = null)
    {
        (Name, this.type, DefaultValue, this.parameter) = (name, type, defaultValue, parameter);
        Interval = parameter?.GetCustomAttribute<IntervalAttribute>();
    }

    /// <summary>The key in a selector, in lower case with '-': <c>weight-decay</c>.</summary>
    public string Name { get; }

    /// <summary>"number", "whole number", "true or false", "text" or "choice"; an optional one adds "or none".</summary>
    public string Type => type.Words;

    /// <summary>As written in a canonical selector; null if the setting is required.</summary>
    public string? Default => IsRequired ? null : type.Format(DefaultValue);

    /// <summary>The allowed values; null if there is no limit.</summary>
    public IntervalAttribute? Interval { get; }

    /// <summary>The allowed words if <see cref="Type"/> is a choice or true or false; otherwise empty.</summary>
    public IReadOnlyList<string> Choices => type.Choices;

    public bool IsRequired => parameter is { HasDefaultValue: false };

    /// <summary>From the plug-in's documentation; empty if it has none. Read on first use.</summary>
    public string Description => parameter is { Name: { } name, Member.DeclaringType: { } plugin }
        ? DocumentationFile.ParameterOf(plugin, name)
        : "Use the rule's accelerator on the CPU; false: operator by operator, the same within rounding.";

    internal object? DefaultValue { get; }

    /// <summary>Set on the instance, not by its constructor, and left out of a canonical selector if it is the default.</summary>
    internal bool IsInherited => parameter is null;

    /// <summary><c>accelerate=false</c>: see <see cref="UpdateRule.Accelerate"/>.</summary>
    internal static Setting Accelerate { get; } = new("accelerate", new(typeof(bool)), true);

    /// <exception cref="PluginLoadException">A selector cannot write the parameter's type.</exception>
    internal static Setting Of(ParameterInfo parameter)
    {
        var name = KebabCase.Of(parameter.Name ?? "");
        var values = SettingType.Of(parameter) ?? throw new PluginLoadException(
            $"its setting '{name}' has the type {parameter.ParameterType.Name}. Allowed: {SettingType.Supported}.");
        var setting = new Setting(name, values, parameter.HasDefaultValue ? values.Typed(parameter.DefaultValue) : null, parameter);
        return setting.Interval is null || values.IsNumeric ? setting
            : throw new PluginLoadException($"its setting '{name}' has an interval but is no number.");
    }

    /// <exception cref="FormatException">Not a value of this setting; the message continues after "lr = x ".</exception>
    internal object? Parse(ValueText text)
    {
        var value = type.Parse(text);
        if (Interval is not null && value is not null && !Interval.Contains(Convert.ToDouble(value, CultureInfo.InvariantCulture)))
            throw new FormatException($"is outside {Interval}.");
        return value;
    }

    internal string Format(object? value) => type.Format(value);
}
