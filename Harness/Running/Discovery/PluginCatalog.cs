using System.Reflection;

namespace AdaShift.Bench.Running;

/// <summary>All plug-ins, found by attribute. Creates instances from the text of selectors.</summary>
/// <remarks>Never touches libtorch: listing and planning stay fast.</remarks>
public sealed class PluginCatalog
{
    readonly Dictionary<(PluginKind Kind, string Name), Plugin> found = [];
    readonly List<Assembly> pluginAssemblies = [];
    readonly List<PluginProblem> problems = [];
    readonly IReadOnlyList<Type> otherMarks;

    PluginCatalog(IEnumerable<Assembly> builtIn, string[] pluginFiles, IReadOnlyList<Type> otherMarks)
    {
        this.otherMarks = otherMarks;
        foreach (var assembly in builtIn.Distinct()) Scan(assembly, assembly.GetName().Name ?? "");
        foreach (var file in pluginFiles.DistinctBy(Path.GetFullPath, StringComparer.Ordinal)) Load(file);
        Plugins = [.. found.Values.OrderBy(p => p.Kind).ThenBy(p => p.Name, StringComparer.Ordinal)];
        PluginFiles = pluginFiles;
    }

    /// <summary>By kind, then by name in ordinal order.</summary>
    public IReadOnlyList<Plugin> Plugins { get; }

    /// <summary>What could not be used, and why. The other plug-ins are not affected.</summary>
    public IReadOnlyList<PluginProblem> Problems => problems;

    /// <summary>The files handed to <see cref="Discover"/>, as they were written.</summary>
    public IReadOnlyList<string> PluginFiles { get; }

    /// <summary>The files that could be loaded: callers may look for more in them, such as data sets.</summary>
    public IReadOnlyList<Assembly> PluginAssemblies => pluginAssemblies;

    /// <param name="builtIn">Assemblies of the product; of two with one name the first is used, the other listed as a problem.</param>
    /// <param name="pluginFiles">Other people's plug-ins: paths of .dll files.</param>
    /// <param name="otherMarks">
    /// Attributes of what callers look for in <see cref="PluginAssemblies"/>: a file with only those is not a problem.
    /// </param>
    public static PluginCatalog Discover(
        IEnumerable<Assembly> builtIn, IEnumerable<string> pluginFiles, params IReadOnlyList<Type> otherMarks) =>
        new(builtIn, [.. pluginFiles], otherMarks);

    /// <summary>Plug-ins of one kind, in ordinal order.</summary>
    public IReadOnlyList<Plugin> Of(PluginKind kind) => [.. Plugins.Where(plugin => plugin.Kind == kind)];

    /// <summary>A new instance with the selector's settings.</summary>
    /// <typeparam name="T">UpdateRule, Workload, Measurement, Subject (one of these two), Schedule, GradientClip or Probe.</typeparam>
    /// <exception cref="SelectorException">The selector is wrong; every problem is listed.</exception>
    public T Create<T>(string selector)
        where T : class => (T)BindOne<T>(selector).Create();

    /// <summary>The same selector with every setting written out, in the constructor's order. Canonical of canonical is itself.</summary>
    /// <inheritdoc cref="Create"/>
    public string Canonical<T>(string selector)
        where T : class => BindOne<T>(selector).Canonical;

    /// <summary>The plug-in that a selector names; its settings are not looked at.</summary>
    /// <inheritdoc cref="Create"/>
    public Plugin Find<T>(string selector)
        where T : class => Find(PluginKinds.Of<T>(), SelectorParser.Selector(selector).Name);

    internal IReadOnlyList<BoundSelector> Bind<T>(SelectorSyntax syntax)
        where T : class => SelectorBinder.Bind(Find(PluginKinds.Of<T>(), syntax.Name), syntax);

    internal BoundSelector BindOne<T>(string selector)
        where T : class
    {
        var bound = Bind<T>(SelectorParser.Selector(selector));
        return bound.Count == 1 ? bound[0]
            : throw new SelectorException($"'{selector}' is a grid of {bound.Count} selectors; here it must be one. Remove the '|'.");
    }

    Plugin Find(IReadOnlyList<PluginKind> kinds, string name)
    {
        var known = kinds.SelectMany(Of).ToDictionary(plugin => plugin.Name, StringComparer.Ordinal);
        var words = string.Join(" or ", kinds.Select(kind => kind.Word()));
        return known.GetValueOrDefault(name)
            ?? throw new SelectorException($"Unknown {words} '{name}'.{NearestName.Among(name, [.. known.Keys])}{LeftOut(name)}");
    }

    string LeftOut(string name)
    {
        var problem = Problems.FirstOrDefault(p => p.Reason.Contains($"'{name}'", StringComparison.Ordinal));
        return problem is null ? "" : $" (A plug-in was left out: {problem})";
    }

    void Load(string file)
    {
        try
        {
            var before = (found.Count, problems.Count);
            var assembly = PluginLoadContext.Open(file, otherMarks);
            pluginAssemblies.Add(assembly);
            Scan(assembly, file);
            // Without a problem, every type of the assembly can be loaded.
            if (before == (found.Count, problems.Count) && !assembly.GetTypes().Any(HasOtherMark))
                throw new PluginLoadException("no class in it has a plug-in attribute, such as [Optimizer(\"name\")].");
        }
        catch (PluginLoadException e)
        {
            problems.Add(new(file, null, e.Message));
        }
    }

    bool HasOtherMark(Type type) => otherMarks.Any(mark => type.IsDefined(mark, inherit: false));

    void Scan(Assembly assembly, string origin)
    {
        foreach (var type in TypesOf(assembly, origin).OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            try
            {
                if (type.IsDefined(typeof(PluginAttribute), inherit: false)) Add(Plugin.Of(type, origin));
            }
            catch (Exception e)
            {
                var reason = e is PluginLoadException ? e.Message : $"its description cannot be read: {e.Message}";
                problems.Add(new(origin, type.FullName, reason));
            }
        }
    }

    void Add(Plugin plugin)
    {
        var kind = plugin.Kind == PluginKind.Measurement ? PluginKind.Workload : plugin.Kind; // they share their names
        if (!found.TryAdd((kind, plugin.Name), plugin))
            throw new PluginLoadException($"the name is taken by {found[(kind, plugin.Name)]}. Rename one of them.");
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
