using System.Reflection;
using System.Runtime.Loader;

namespace AdaShift.Bench.Running;

/// <summary>Loads a plug-in file with the libraries next to it, but with our own contracts and TorchSharp, so that types unify.</summary>
sealed class PluginLoadContext : AssemblyLoadContext
{
    static readonly string[] shared = ["AdaShift.Bench.", "TorchSharp"];

    readonly AssemblyDependencyResolver neighbours;

    PluginLoadContext(string file)
        : base(Path.GetFileName(file)) => neighbours = new(file);

    /// <param name="otherMarks">Attributes whose assemblies also hold a contract: using one of them is enough.</param>
    /// <exception cref="PluginLoadException">The file is no plug-in for this harness; the message says why.</exception>
    public static Assembly Open(string file, IReadOnlyList<Type> otherMarks)
    {
        var path = Path.GetFullPath(file);
        if (!File.Exists(path)) throw new PluginLoadException("there is no such file.");
        try
        {
            var assembly = new PluginLoadContext(path).LoadFromAssemblyPath(path);
            CheckContract(assembly, otherMarks);
            return assembly;
        }
        catch (BadImageFormatException)
        {
            throw new PluginLoadException("it is not a .NET assembly, or it is damaged.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new PluginLoadException(e.Message);
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        Shared(assemblyName) ?? (neighbours.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null);

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        neighbours.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    /// <summary>By simple name: a copy next to the plug-in would define different types. See <see cref="CheckContract"/>.</summary>
    static Assembly? Shared(AssemblyName name)
    {
        if (name.Name is not { } simple || !shared.Any(prefix => simple.StartsWith(prefix, StringComparison.Ordinal))) return null;
        try
        {
            return Default.LoadFromAssemblyName(new AssemblyName(simple));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    static void CheckContract(Assembly assembly, IReadOnlyList<Type> otherMarks)
    {
        AssemblyName[] contracts = [.. otherMarks.Prepend(typeof(PluginAttribute)).Select(mark => mark.Assembly.GetName())];
        var used = assembly.GetReferencedAssemblies().Where(theirs => contracts.Any(ours => ours.Name == theirs.Name)).ToList();
        if (used.Count == 0) throw new PluginLoadException($"it does not use {contracts[0].Name}, so it holds no plug-ins.");
        foreach (var theirs in used) CheckVersion(theirs, contracts.First(ours => ours.Name == theirs.Name));
    }

    static void CheckVersion(AssemblyName theirs, AssemblyName ours)
    {
        if (theirs.Version!.Major != ours.Version!.Major || theirs.Version.Minor != ours.Version.Minor)
            throw new PluginLoadException(
                $"it was built against {ours.Name} {theirs.Version.ToString(3)}, but this harness has {ours.Version.ToString(3)}. " +
                "Build it again.");
    }
}

/// <summary>The reason why a plug-in file cannot be used.</summary>
sealed class PluginLoadException(string message) : Exception(message);
