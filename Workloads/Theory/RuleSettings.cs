using System.Globalization;
using System.Reflection;

namespace AdaShift.Bench.Workloads;

/// <summary>Reads and varies the hyper-parameters of any rule, by name.</summary>
static class RuleSettings
{
    /// <exception cref="ArgumentException">The rule has no such setting.</exception>
    public static double Get(UpdateRule rule, string name) =>
        Convert.ToDouble(Property(rule, name).GetValue(rule), CultureInfo.InvariantCulture);

    /// <summary>The same rule with other values; as <c>rule with { Beta1 = … }</c>.</summary>
    /// <inheritdoc cref="Get"/>
    public static UpdateRule With(UpdateRule rule, params (string name, double value)[] settings)
    {
        var copy = rule with { };
        foreach (var (name, value) in settings)
        {
            var property = Property(rule, name);
            property.SetValue(copy, Convert.ChangeType(value, property.PropertyType, CultureInfo.InvariantCulture));
        }

        return copy;
    }

    static PropertyInfo Property(UpdateRule rule, string name) => rule.GetType().GetProperty(name) ?? throw new ArgumentException(
        $"{rule.GetType().Name} has no {name.ToLowerInvariant()}, which this workload is about. " +
        "Use an optimizer that has one, such as adam or amsgrad.", nameof(rule));
}
