using System.Reflection;
using AdaShift.Bench.Datasets;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli;

/// <summary>The data sets of the product and of plug-in files.</summary>
static class KnownDatasets
{
    static readonly Assembly product = typeof(Dataset).Assembly;

    /// <param name="plugins">Its files are looked through. Of two data sets with one name the product's is used.</param>
    public static DatasetCatalog Of(PluginCatalog plugins) => new([product, .. plugins.PluginAssemblies]);

    /// <summary>For verbs that want no plug-in but data sets.</summary>
    /// <param name="pluginFiles">What cannot be used of them is warned about.</param>
    public static DatasetCatalog In(IReadOnlyList<string> pluginFiles, Terminal terminal)
    {
        var plugins = BuiltIn.Discover([], pluginFiles);
        var datasets = Of(plugins);
        foreach (var problem in plugins.Problems.Select(problem => problem.ToString()).Concat(datasets.Problems))
            terminal.Error.WriteLine($"warning: left out: {problem}");
        return datasets;
    }

    /// <summary>What to type to have it here.</summary>
    public static string FetchCommand(Dataset dataset) => $"adashift-bench data fetch {dataset.Name}{PluginOption(dataset)}";

    /// <summary>What a command needs besides the name to know the data set; empty for the product's own.</summary>
    public static string PluginOption(Dataset dataset)
    {
        var home = dataset.GetType().Assembly;
        return home == product ? "" : $" --plugin {ShellWord.Quote(home.Location)}";
    }
}
