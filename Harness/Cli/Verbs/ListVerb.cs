using System.CommandLine;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli.Verbs;

/// <summary><c>list</c>: what there is to run. Loads neither libtorch nor the report writer: it answers at once.</summary>
static class ListVerb
{
    static readonly string[] kinds = ["workloads", "optimizers", "experiments", "datasets", "schedules", "clips", "probes"];

    public static Command Build(Terminal terminal)
    {
        var what = new Argument<string?>("WHAT")
        {
            Description = $"One of {string.Join(", ", kinds)}, or the name of one thing, for their settings; everything when left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var (json, plugin) = (CommonOptions.Json(), CommonOptions.Plugin());
        var verb = new VerbCommand("list", "Show the workloads, optimizers, experiments and data sets.",
            "adashift-bench list optimizers",
            "adashift-bench list adashift",
            "adashift-bench list --plugin MyOptimizer.dll",
            "adashift-bench list experiments --json")
        { what, json, plugin };
        verb.SetAction(parsed =>
        {
            var wanted = parsed.GetValue(what);
            var listing = Find(wanted, parsed.GetValue(plugin)!);
            if (parsed.GetValue(json)) terminal.Out.WriteLine(listing.ToJson());
            else ListingTables.Write(listing, terminal, detailed: wanted is not null);
            return ExitCode.Fine;
        });
        return verb;
    }

    /// <exception cref="UsageException">Neither a kind nor the name of anything.</exception>
    static Listing Find(string? what, string[] pluginFiles)
    {
        if (what is null || kinds.Contains(what)) return Gather(what, pluginFiles);
        var everything = Gather(null, pluginFiles);
        var named = everything.Only(what);
        if (named.Names.Count > 0) return named;
        var hint = NearestName.Hint(what, [.. kinds, .. everything.Names]);
        throw new UsageException($"'{what}' cannot be listed.{hint} Allowed: {string.Join(", ", kinds)}, or the name of one of those.");
    }

    static Listing Gather(string? kind, string[] pluginFiles)
    {
        var catalog = BuiltIn.Discover(kind is "datasets" or "experiments" ? [] : BuiltIn.Plugins, pluginFiles);
        var (experiments, brokenExperiments) = Wanted("experiments") ? ExperimentEntries() : (null, []);
        var datasets = Wanted("datasets") ? Listing.OfDatasets(KnownDatasets.Of(catalog)) : null;
        return new()
        {
            Workloads = Plugins("workloads", PluginKind.Workload),
            Optimizers = Plugins("optimizers", PluginKind.Optimizer),
            Schedules = Plugins("schedules", PluginKind.Schedule),
            Clips = Plugins("clips", PluginKind.GradientClip),
            Probes = Plugins("probes", PluginKind.Probe),
            Experiments = experiments,
            Datasets = datasets?.Datasets,
            Problems =
            [
                .. catalog.Problems.Select(problem => problem.ToString()),
                .. brokenExperiments,
                .. datasets?.Problems ?? [],
            ],
        };

        bool Wanted(string which) => kind is null || kind == which;

        List<PluginEntry>? Plugins(string which, PluginKind of) =>
            Wanted(which) ? [.. catalog.Plugins.Where(plugin => plugin.Kind == of).Select(PluginEntry.Of)] : null;
    }

    /// <summary>An experiment that cannot be read is a problem of its own and hides none of the others.</summary>
    static (IReadOnlyList<ExperimentEntry> Entries, IReadOnlyList<string> Problems) ExperimentEntries()
    {
        var library = new ExperimentLibrary(BuiltIn.ExperimentFolder);
        List<ExperimentEntry> entries = [];
        List<string> problems = [];
        foreach (var name in library.Names)
        {
            try
            {
                var experiment = library.Read(name);
                entries.Add(ExperimentEntry.Of(experiment));
                problems.AddRange(experiment.Problems.Select(problem => problem.ToString()));
            }
            catch (PlanException unreadable)
            {
                problems.AddRange(unreadable.Problems);
            }
        }

        return (entries, problems);
    }
}
