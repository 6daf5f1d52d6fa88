using System.Globalization;
using System.Reflection;

namespace AdaShift.Bench.Running;

/// <summary>One setting of a plug-in: a parameter of its constructor, or a property that all plug-ins of its kind inherit.</summary>
public sealed class Setting
{
    readonly SettingType type;
    readonly PropertyInfo? inherited;
    readonly ParameterInfo? parameter;

    Setting(
        string name, SettingType type, object? @default, bool required, IntervalAttribute? interval, PropertyInfo? inherited = null,
        ParameterInfo? parameter = null)
    {
        (Name, this.type, Interval, this.inherited, this.parameter) = (name, type, interval, inherited, parameter);
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
    public IntervalAttribute? Interval { get; }

    /// <summary>The words allowed, where <see cref="Type"/> is a choice or true or false; else empty.</summary>
    public IReadOnlyList<string> Choices => type.Choices;

    public bool IsRequired { get; }

    /// <summary>What the plug-in's documentation says of it; empty when it says nothing. Read on first use.</summary>
    public string Description =>
        parameter is { Name: { } name, Member.DeclaringType: { } plugin } ? DocumentationFile.ParameterOf(plugin, name)
        : IsInherited ? AccelerateDescription
        : "";

    internal object? DefaultValue { get; }

    const string AccelerateDescription =
        "Steps by the rule's accelerator where it has one, on the CPU; false: operator by operator, the same within rounding.";

    /// <summary>
    /// No parameter of the constructor: set on the instance, and left out of a canonical selector where it is the default.
    /// </summary>
    internal bool IsInherited => inherited is not null;

    /// <summary><c>accelerate=false</c>: see <see cref="UpdateRule.Accelerate"/>.</summary>
    internal static Setting Accelerate { get; } = new(
        "accelerate", new SwitchSetting(), true, required: false, interval: null,
        typeof(UpdateRule).GetProperty(nameof(UpdateRule.Accelerate)));

    /// <exception cref="PluginLoadException">The parameter's type is none that a selector can write.</exception>
    internal static Setting Of(ParameterInfo parameter)
    {
        var name = KebabCase.Of(parameter.Name ?? "");
        var values = SettingType.Of(parameter) ?? throw new PluginLoadException(
            $"its setting '{name}' has the type {parameter.ParameterType.Name}. Allowed: {SettingType.Supported}.");
        var interval = parameter.GetCustomAttribute<IntervalAttribute>();
        if (interval is not null && !values.IsNumeric)
            throw new PluginLoadException($"its setting '{name}' has an interval but is no number.");
        return parameter.HasDefaultValue
            ? new(name, values, values.Typed(parameter.DefaultValue), required: false, interval, parameter: parameter)
            : new(name, values, null, required: true, interval, parameter: parameter);
    }

    /// <exception cref="FormatException">Not a value of this setting; the message goes on after "lr = x ".</exception>
    internal object? Parse(ValueText text)
    {
        var value = type.Parse(text);
        if (Interval is not null && value is not null && !Interval.Contains(Convert.ToDouble(value, CultureInfo.InvariantCulture)))
            throw new FormatException($"is outside {Interval}.");
        return value;
    }

    internal void Set(object instance, object? value) => inherited?.SetValue(instance, value);

    internal string Format(object? value) => type.Format(value);
}
