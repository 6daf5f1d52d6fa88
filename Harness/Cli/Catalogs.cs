using System.Reflection;
using AdaShift.Bench.Datasets;
using AdaShift.Bench.Running;
using TorchSharp;

namespace AdaShift.Bench.Cli;

/// <summary>What can be run: plug-ins and data sets of the product and of plug-in files, and the product's experiments.</summary>
sealed class Catalogs
{
    static readonly Assembly product = typeof(Dataset).Assembly;

    Catalogs(PluginCatalog plugins) => Plugins = plugins;

    public PluginCatalog Plugins { get; }

    /// <summary>Of two data sets with the same name, the product's is used.</summary>
    public DatasetCatalog Datasets => field ??= new([product, .. Plugins.PluginAssemblies]);

    public static ExperimentLibrary Experiments { get; } = new(Path.Combine(AppContext.BaseDirectory, "experiments"));

    /// <summary>What could not be used, with the reason.</summary>
    public IEnumerable<string> Problems => Plugins.Problems.Select(problem => problem.ToString()).Concat(Datasets.Problems);

    /// <param name="builtIn">False for a verb that needs none of the product's plug-ins, so that it starts faster.</param>
    public static Catalogs Discover(IReadOnlyList<string> pluginFiles, bool builtIn = true)
    {
        // By name and not by a type in them, so that they are loaded only if they are scanned.
        string[] assemblies = builtIn ? ["AdaShift.Bench.Zoo", "AdaShift.Bench.Workloads"] : [];
        return new(PluginCatalog.Discover(assemblies.Select(Assembly.Load), pluginFiles, typeof(DatasetAttribute)));
    }

    public Catalogs Warn(Terminal terminal)
    {
        foreach (var problem in Problems) terminal.Error.WriteLine($"warning: left out: {problem}");
        return this;
    }

    /// <summary>Checks plans against the data sets and devices of this machine.</summary>
    public Planner CreatePlanner() => new(Plugins) { DatasetProblem = DatasetProblem, DeviceProblem = DeviceProblem };

    /// <summary>The command that fetches it.</summary>
    public static string FetchCommand(Dataset dataset) => $"adashift-bench data fetch {dataset.Name}{PluginOption(dataset)}";

    /// <summary>The option with which a command finds the data set; empty for the product's own.</summary>
    static string PluginOption(Dataset dataset)
    {
        var home = dataset.GetType().Assembly;
        return home == product ? "" : $" --plugin {ShellWord.Quote(home.Location)}";
    }

    string? DatasetProblem(string name)
    {
        try
        {
            new DataStore().Open(Datasets[name]);
            return null;
        }
        catch (DatasetException problem)
        {
            return problem.Message + PluginOption(Datasets[name]); // the message ends with a command
        }
        catch (UnknownDatasetException unknown)
        {
            return unknown.Message;
        }
    }

    static string? DeviceProblem(string device)
    {
        LibTorch.Prepare(device);
        return torch.cuda.is_available() ? null
            : $"The device '{device}' cannot be used: this libtorch sees no CUDA device. 'adashift-bench doctor' says more.";
    }
}
