using System.Reflection;
using AdaShift.Bench.Datasets;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli;

/// <summary>What comes with the product: the plug-ins' assemblies and the experiments beside the program.</summary>
static class BuiltIn
{
    /// <summary>By name and not by a type in them, so that nothing is loaded before it is looked at.</summary>
    public static IEnumerable<Assembly> Plugins => [Assembly.Load("AdaShift.Bench.Zoo"), Assembly.Load("AdaShift.Bench.Workloads")];

    public static string ExperimentFolder => Path.Combine(AppContext.BaseDirectory, "experiments");

    /// <summary>The plug-ins of the product and of files, which may also hold data sets.</summary>
    public static PluginCatalog Discover(IReadOnlyList<string> pluginFiles) => Discover(Plugins, pluginFiles);

    /// <inheritdoc cref="Discover(IReadOnlyList{string})"/>
    public static PluginCatalog Discover(IEnumerable<Assembly> builtIn, IReadOnlyList<string> pluginFiles) =>
        PluginCatalog.Discover(builtIn, pluginFiles, typeof(DatasetAttribute));
}
