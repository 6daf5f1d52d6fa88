using System.Reflection;
using System.Text.Json;

namespace AdaShift.Bench.Zoo.Tests;

/// <summary>The rules of the zoo, by name.</summary>
static class ZooRules
{
    static readonly Dictionary<string, Type> types = typeof(Adam).Assembly.GetTypes()
        .Where(t => t.IsDefined(typeof(OptimizerAttribute)))
        .ToDictionary(t => t.GetCustomAttribute<OptimizerAttribute>()!.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => types.Keys.Order(StringComparer.Ordinal);

    /// <param name="name">As in a selector.</param>
    /// <param name="settings">By their names in a selector; what is not there has its default.</param>
    public static UpdateRule Named(string name, IReadOnlyDictionary<string, JsonElement>? settings = null)
    {
        var constructor = types[name].GetConstructors().Single();
        var unknown = (settings?.Keys ?? []).Except(constructor.GetParameters().Select(Key));
        unknown.ShouldBeEmpty($"{name} has no such settings");
        return (UpdateRule)constructor.Invoke([.. constructor.GetParameters().Select(Value)]);

        object? Value(ParameterInfo p) =>
            settings is not null && settings.TryGetValue(Key(p), out var given) ? given.Deserialize(p.ParameterType) : p.DefaultValue;
    }

    static string Key(ParameterInfo parameter) => JsonNamingPolicy.KebabCaseLower.ConvertName(parameter.Name!);
}
