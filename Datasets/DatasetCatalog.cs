using System.Reflection;
using System.Text.RegularExpressions;

namespace AdaShift.Bench.Datasets;

/// <summary>The datasets found in some assemblies, in ordinal order of their names.</summary>
public sealed partial class DatasetCatalog
{
    readonly SortedDictionary<string, Dataset> byName = new(StringComparer.Ordinal);
    readonly List<string> problems = [];

    /// <param name="assemblies">
    /// Where to look; without any, the datasets that come with this library. Of two with one name the first is used.
    /// </param>
    public DatasetCatalog(params IEnumerable<Assembly> assemblies)
    {
        foreach (var assembly in assemblies.DefaultIfEmpty(typeof(Dataset).Assembly))
            foreach (var type in TypesOf(assembly).OrderBy(type => type.FullName, StringComparer.Ordinal)) Look(type);
    }

    public IReadOnlyCollection<Dataset> All => byName.Values;

    /// <summary>Why a marked class is not among <see cref="All"/>, one sentence each. A broken dataset stops none of the others.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <exception cref="UnknownDatasetException">No dataset has this name; the message lists those there are.</exception>
    public Dataset this[string name] => byName.TryGetValue(name, out var dataset) ? dataset
        : throw new UnknownDatasetException($"Unknown dataset '{name}'.{NearestName.Among(name, byName.Keys)}");

    void Look(Type type)
    {
        try
        {
            if (type.GetCustomAttribute<DatasetAttribute>() is { } about) Add(type, about.Name);
        }
        catch (Exception e)
        {
            problems.Add($"{type}: its description cannot be read: {e.Message}");
        }
    }

    void Add(Type type, string name)
    {
        if (!NamePattern.IsMatch(name))
            problems.Add($"{type}: '{name}' is not a dataset name. Allowed: lower-case letters, digits and, not at the start, '-'.");
        else if (byName.TryGetValue(name, out var other))
            problems.Add($"{type}: the name '{name}' is taken by {other.GetType()}.");
        else
            TryCreate(type, name);
    }

    void TryCreate(Type type, string name)
    {
        try
        {
            byName.Add(name, (Dataset)Activator.CreateInstance(type)!);
        }
        catch (Exception e)
        {
            var cause = e is TargetInvocationException { InnerException: { } inner } ? inner : e;
            problems.Add($"{type}: {cause.Message}");
        }
    }

    IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            problems.Add($"{assembly.GetName().Name}: {e.LoaderExceptions.FirstOrDefault()?.Message ?? e.Message}");
            return e.Types.OfType<Type>();
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamePattern { get; }
}
