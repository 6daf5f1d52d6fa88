using System.Reflection;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Running;

/// <summary>A usable plug-in.</summary>
/// <param name="Source">Where the idea comes from; null if its author does not say.</param>
/// <param name="Origin">The assembly's name, or the file given with <c>--plugin</c>.</param>
/// <param name="Settings">
/// In the order of the constructor's parameters, which is the order of a canonical selector; inherited ones last.
/// </param>
public sealed record Plugin(PluginKind Kind, string Name, string? Source, string Origin, Type Type, IReadOnlyList<Setting> Settings)
{
    static readonly PropertyInfo accelerate = typeof(UpdateRule).GetProperty(nameof(UpdateRule.Accelerate))!;

    /// <summary>First paragraph of the class's documentation; empty without a documentation file. Read on first use.</summary>
    public string Summary => DocumentationFile.SummaryOf(Type);

    public override string ToString() => $"{Kind.Word()} '{Name}' ({Type.FullName}, {Origin})";

    /// <exception cref="PluginLoadException">The class cannot be used as the plug-in that its attribute says.</exception>
    internal static Plugin Of(Type type, string origin)
    {
        var attribute = type.GetCustomAttribute<PluginAttribute>(inherit: false)!;
        var kind = PluginKinds.Of(attribute);
        if (!KebabCase.IsName(attribute.Name))
            throw new PluginLoadException(
                $"'{attribute.Name}' is not a name for a plug-in. Allowed: lower-case words and digits joined by '-'.");
        var name = $"{kind.Word()} '{attribute.Name}'";
        if (!kind.BaseType().IsAssignableFrom(type))
            throw new PluginLoadException($"it is marked as {name} but does not derive from {kind.BaseType().Name}.");
        if (type.IsAbstract || type.ContainsGenericParameters)
            throw new PluginLoadException($"{name} is {(type.IsAbstract ? "abstract" : "generic")}: no instance of it can be made.");
        var constructor = ConstructorOf(type) ?? throw new PluginLoadException($"{name} has no public constructor.");
        return new(kind, attribute.Name, attribute.Source, origin, type, SettingsOf(type, constructor));
    }

    /// <exception cref="TargetInvocationException">The constructor threw.</exception>
    internal object Create(object?[] values)
    {
        var constructor = ConstructorOf(Type)!;
        var instance = constructor.Invoke(values[..constructor.GetParameters().Length]);
        foreach (var (setting, value) in Settings.Zip(values))
            if (setting.IsInherited) accelerate.SetValue(instance, value);
        return instance;
    }

    /// <summary>The longest constructor: a shorter one may exist for use in code.</summary>
    static ConstructorInfo? ConstructorOf(Type type) => type.GetConstructors().MaxBy(c => c.GetParameters().Length);

    static Setting[] SettingsOf(Type type, ConstructorInfo constructor)
    {
        Setting[] inherited = type.IsAssignableTo(typeof(UpdateRule)) && Accelerator.Exists(type) ? [Setting.Accelerate] : [];
        Setting[] settings = [.. constructor.GetParameters().Select(Setting.Of), .. inherited];
        foreach (var same in settings.GroupBy(s => KebabCase.Key(s.Name), StringComparer.Ordinal).Where(g => g.Skip(1).Any()))
            throw new PluginLoadException($"the settings {string.Join(" and ", same.Select(s => $"'{s.Name}'"))} cannot be distinguished.");
        return settings;
    }
}

/// <summary>Why a plug-in is not in the catalog.</summary>
/// <param name="Origin">The assembly's name, or the file given with <c>--plugin</c>.</param>
/// <param name="Name">The class; null if the assembly itself could not be read.</param>
/// <param name="Reason">One sentence or more.</param>
public sealed record PluginProblem(string Origin, string? Name, string Reason)
{
    public override string ToString() => Name is null ? $"{Origin}: {Reason}" : $"{Origin}: {Name}: {Reason}";
}
