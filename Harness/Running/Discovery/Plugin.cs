using System.Reflection;

namespace AdaShift.Bench.Running;

/// <summary>A usable plug-in.</summary>
public sealed class Plugin
{
    static readonly PropertyInfo accelerate = typeof(UpdateRule).GetProperty(nameof(UpdateRule.Accelerate))!;

    readonly ConstructorInfo constructor;
    readonly Lazy<string> summary;

    internal Plugin(PluginKind kind, PluginAttribute attribute, string origin, ConstructorInfo constructor, IReadOnlyList<Setting> settings)
    {
        (Kind, Name, Source) = (kind, attribute.Name, attribute.Source);
        (Origin, Settings, this.constructor) = (origin, settings, constructor);
        summary = new(() => DocumentationFile.SummaryOf(Type));
    }

    public PluginKind Kind { get; }

    public string Name { get; }

    /// <summary>Where the idea comes from; null when its author did not say.</summary>
    public string? Source { get; }

    /// <summary>The assembly's name, or the file given with <c>--plugin</c>.</summary>
    public string Origin { get; }

    /// <summary>In the order of the constructor's parameters, which is the order of a canonical selector; inherited ones last.</summary>
    public IReadOnlyList<Setting> Settings { get; }

    public Type Type => constructor.DeclaringType!;

    /// <summary>First paragraph of the class's documentation; empty without a documentation file. Read on first use.</summary>
    public string Summary => summary.Value;

    /// <exception cref="TargetInvocationException">The constructor threw.</exception>
    internal object Create(object?[] values)
    {
        var instance = constructor.Invoke(values[..constructor.GetParameters().Length]);
        foreach (var (setting, value) in Settings.Zip(values))
            if (setting.IsInherited) accelerate.SetValue(instance, value);
        return instance;
    }

    public override string ToString() => $"{Kind.Word()} '{Name}' ({Type.FullName}, {Origin})";
}

/// <summary>Why a plug-in is not in the catalog.</summary>
/// <param name="Origin">The assembly's name, or the file given with <c>--plugin</c>.</param>
/// <param name="Name">The class; null when the assembly itself could not be read.</param>
/// <param name="Reason">One sentence or more.</param>
public sealed record PluginProblem(string Origin, string? Name, string Reason)
{
    public override string ToString() => Name is null ? $"{Origin}: {Reason}" : $"{Origin}: {Name}: {Reason}";
}
