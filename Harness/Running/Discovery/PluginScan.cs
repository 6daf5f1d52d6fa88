using System.Reflection;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Running;

/// <summary>Finds plug-ins in assemblies by attribute. A problem with one class does not affect the others.</summary>
/// <param name="otherMarks">Attributes of classes that are not plug-ins but justify loading a file.</param>
sealed class PluginScan(IReadOnlyList<Type> otherMarks)
{
    readonly List<Assembly> files = [];
    readonly Dictionary<(PluginKind, string), Plugin> found = [];
    readonly List<PluginProblem> problems = [];

    public IReadOnlyList<Plugin> Plugins =>
        [.. found.Values.OrderBy(p => p.Kind).ThenBy(p => p.Name, StringComparer.Ordinal)];

    public IReadOnlyList<PluginProblem> Problems => problems;

    /// <summary>The files that <see cref="AddFile"/> could load.</summary>
    public IReadOnlyList<Assembly> Files => files;

    public void AddFile(string file)
    {
        try
        {
            var before = (found.Count, problems.Count);
            var assembly = PluginLoadContext.Open(file, otherMarks);
            files.Add(assembly);
            Add(assembly, file);
            if (before == (found.Count, problems.Count) && !HasOtherMark(assembly))
                throw new PluginLoadException("no class in it has a plug-in attribute, such as [Optimizer(\"name\")].");
        }
        catch (PluginLoadException e)
        {
            problems.Add(new(file, null, e.Message));
        }
    }

    public void Add(Assembly assembly, string origin)
    {
        foreach (var type in TypesOf(assembly, origin).OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            try
            {
                if (type.IsDefined(typeof(PluginAttribute), inherit: false)) Add(Describe(type, origin));
            }
            catch (Exception e)
            {
                var reason = e is PluginLoadException ? e.Message : $"its description cannot be read: {e.Message}";
                problems.Add(new(origin, type.FullName, reason));
            }
        }
    }

    /// <remarks>Asked only of an assembly whose classes have all been looked at without a problem.</remarks>
    bool HasOtherMark(Assembly assembly) => assembly.GetTypes().Any(type => otherMarks.Any(mark => type.IsDefined(mark, inherit: false)));

    void Add(Plugin plugin)
    {
        var kind = plugin.Kind == PluginKind.Measurement ? PluginKind.Workload : plugin.Kind; // they share their names
        if (!found.TryAdd((kind, plugin.Name), plugin))
            throw new PluginLoadException($"the name is taken by {found[(kind, plugin.Name)]}. Rename one of them.");
    }

    static Plugin Describe(Type type, string origin)
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
        // The longest constructor: a shorter one may exist for use in code.
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)
            ?? throw new PluginLoadException($"{name} has no public constructor.");
        return new(kind, attribute, origin, constructor, SettingsOf(type, constructor));
    }

    static Setting[] SettingsOf(Type type, ConstructorInfo constructor)
    {
        Setting[] inherited = type.IsAssignableTo(typeof(UpdateRule)) && Accelerator.Exists(type) ? [Setting.Accelerate] : [];
        Setting[] settings = [.. constructor.GetParameters().Select(Setting.Of), .. inherited];
        foreach (var same in settings.GroupBy(s => KebabCase.Key(s.Name), StringComparer.Ordinal).Where(g => g.Skip(1).Any()))
            throw new PluginLoadException($"the settings {string.Join(" and ", same.Select(s => $"'{s.Name}'"))} cannot be distinguished.");
        return settings;
    }

    IEnumerable<Type> TypesOf(Assembly assembly, string origin)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            var reason = e.LoaderExceptions.OfType<Exception>().FirstOrDefault() ?? e;
            problems.Add(new(origin, null, $"some classes cannot be loaded: {reason.Message}"));
            return e.Types.OfType<Type>();
        }
    }
}
