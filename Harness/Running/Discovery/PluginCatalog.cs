using System.Reflection;

namespace AdaShift.Bench.Running;

/// <summary>All plug-ins, found by attribute. Creates instances from the text of selectors.</summary>
/// <remarks>Immutable, and it never touches libtorch: listing and planning stay fast.</remarks>
public sealed class PluginCatalog
{
    readonly IReadOnlyDictionary<PluginKind, IReadOnlyList<Plugin>> byKind;

    PluginCatalog(PluginScan scan, IReadOnlyList<string> pluginFiles)
    {
        (Plugins, Problems, PluginFiles, PluginAssemblies) = (scan.Plugins, [.. scan.Problems], pluginFiles, [.. scan.Files]);
        byKind = Enum.GetValues<PluginKind>().ToDictionary(k => k, k => (IReadOnlyList<Plugin>)[.. Plugins.Where(p => p.Kind == k)]);
    }

    /// <summary>By kind, then by name in ordinal order.</summary>
    public IReadOnlyList<Plugin> Plugins { get; }

    /// <summary>What could not be used, and why. The other plug-ins are not affected.</summary>
    public IReadOnlyList<PluginProblem> Problems { get; }

    /// <summary>The files handed to <see cref="Discover"/>, as they were written.</summary>
    public IReadOnlyList<string> PluginFiles { get; }

    /// <summary>The files that could be loaded: callers may look for more in them, such as data sets.</summary>
    public IReadOnlyList<Assembly> PluginAssemblies { get; }

    /// <param name="builtIn">Assemblies of the product; of two with one name the first is used, the other listed as a problem.</param>
    /// <param name="pluginFiles">Other people's plug-ins: paths of .dll files.</param>
    /// <param name="otherMarks">
    /// Attributes of what callers look for in <see cref="PluginAssemblies"/>: a file with only those is not a problem.
    /// </param>
    public static PluginCatalog Discover(
        IEnumerable<Assembly> builtIn, IEnumerable<string> pluginFiles, params IReadOnlyList<Type> otherMarks)
    {
        var scan = new PluginScan(otherMarks);
        var files = pluginFiles.ToArray();
        foreach (var assembly in builtIn.Distinct()) scan.Add(assembly, assembly.GetName().Name ?? "");
        foreach (var file in files.DistinctBy(Path.GetFullPath, StringComparer.Ordinal)) scan.AddFile(file);
        return new(scan, files);
    }

    /// <summary>Plug-ins of one kind, in ordinal order.</summary>
    public IReadOnlyList<Plugin> Of(PluginKind kind) => byKind[kind];

    /// <summary>A new instance with the selector's settings.</summary>
    /// <typeparam name="T">UpdateRule, Workload, Measurement, Subject (one of these two), Schedule, GradientClip or Probe.</typeparam>
    /// <exception cref="SelectorException">The selector is wrong; every problem is listed.</exception>
    public T Create<T>(string selector)
        where T : class => (T)BindOne<T>(selector).Create();

    /// <summary>The same selector with every setting written out, in the constructor's order. Canonical of canonical is itself.</summary>
    /// <inheritdoc cref="Create"/>
    public string Canonical<T>(string selector)
        where T : class => BindOne<T>(selector).Canonical;

    /// <summary>A grid's combinations as canonical selectors: <c>adam[lr=0.1|0.01]</c> gives two. The last key varies fastest.</summary>
    /// <inheritdoc cref="Create"/>
    public IReadOnlyList<string> Expand<T>(string selector)
        where T : class => [.. Bind<T>(SelectorParser.Selector(selector)).Select(b => b.Canonical)];

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
}
