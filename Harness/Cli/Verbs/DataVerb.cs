using System.CommandLine;
using AdaShift.Bench.Datasets;

namespace AdaShift.Bench.Cli.Verbs;

/// <summary><c>data list|fetch|verify</c>: the data sets and their store.</summary>
static class DataVerb
{
    public static Command Build(Terminal terminal) =>
        new VerbCommand("data", "List, fetch and verify data sets.",
            "adashift-bench data list",
            "adashift-bench data fetch mnist",
            "adashift-bench data verify")
        {
            List(terminal),
            Fetch(terminal),
            Verify(terminal),
        };

    static VerbCommand List(Terminal terminal)
    {
        var (json, plugin) = (CommonOptions.Json(), CommonOptions.Plugin());
        var verb = new VerbCommand("list", "Show every data set and whether it is here.",
            "adashift-bench data list --json",
            "adashift-bench data list --plugin MyWorkload.dll")
        { json, plugin };
        verb.SetAction(parsed =>
        {
            var listing = Listing.Gather("datasets", parsed.GetValue(plugin)!);
            if (parsed.GetValue(json)) terminal.Out.WriteLine(listing.ToJson());
            else listing.Write(terminal, detailed: false);
            return ExitCode.Fine;
        });
        return verb;
    }

    static VerbCommand Fetch(Terminal terminal)
    {
        var names = new Argument<string[]>("NAME") { Description = "Which data sets.", Arity = ArgumentArity.OneOrMore };
        var from = CommonOptions.NotEmpty("a folder or an archive", new Option<string?>("--from")
        {
            Description = "Your own copy: a folder or an archive with the files.",
            HelpName = "PATH",
        });
        var plugin = CommonOptions.Plugin();
        var verb = new VerbCommand("fetch", "Fetch and verify data sets; skips those that are here.",
            "adashift-bench data fetch mnist",
            "adashift-bench data fetch mnist --from ~/Downloads/mnist")
        { names, from, plugin };
        verb.Validators.Add(typed =>
        {
            var count = typed.GetResult(names)?.Tokens.Select(name => name.Value).Distinct(StringComparer.Ordinal).Count();
            if (count > 1 && typed.GetResult(from)?.Tokens is [{ Value: var path }])
                typed.AddError($"--from '{path}' is for one data set, but {count} are named. Fetch them one at a time.");
        });
        verb.SetAction((parsed, token) =>
        {
            var (store, progress) = (new DataStore(), new Lines(terminal.Out.WriteLine));
            foreach (var dataset in Named(parsed.GetValue(names)!, Datasets(parsed.GetValue(plugin)!, terminal)))
            {
                if (parsed.GetValue(from) is { } path) store.Import(dataset, path, progress, token);
                else store.Fetch(dataset, progress, token);
            }

            return Task.FromResult(ExitCode.Fine);
        });
        return verb;
    }

    static VerbCommand Verify(Terminal terminal)
    {
        var names = new Argument<string[]>("NAME")
        {
            Description = "Which data sets; all that are here when none is named.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var plugin = CommonOptions.Plugin();
        var verb = new VerbCommand("verify", "Read every file again and check it.",
            "adashift-bench data verify mnist")
        { names, plugin };
        verb.SetAction((parsed, token) =>
        {
            var datasets = Datasets(parsed.GetValue(plugin)!, terminal);
            return Task.FromResult(Verify(parsed.GetValue(names)!, datasets, terminal, token));
        });
        return verb;
    }

    static int Verify(string[] asked, DatasetCatalog datasets, Terminal terminal, CancellationToken token)
    {
        var store = new DataStore();
        var statuses = (asked.Length > 0 ? Named(asked, datasets) : [.. datasets.All])
            .Select(dataset => (dataset, status: store.Verify(dataset, token)))
            .Where(checkedOne => asked.Length > 0 || checkedOne.status.State != DataState.Missing)
            .ToList();
        foreach (var (dataset, status) in statuses) terminal.Out.WriteLine($"{dataset.Name}: {Words(dataset, status)}");
        if (statuses.Count == 0) terminal.Out.WriteLine($"There is no data set in {store.Root} yet.");
        return statuses.All(checkedOne => checkedOne.status.State == DataState.Ready) ? ExitCode.Fine : ExitCode.Failed;
    }

    static string Words(Dataset dataset, DataStatus status) => status.State switch
    {
        DataState.Ready => "every file is intact",
        DataState.Missing => $"not here; fetch it with: {Catalogs.FetchCommand(dataset)}",
        _ => $"damaged: {status.Reason}; repair it with: {Catalogs.FetchCommand(dataset)}",
    };

    static DatasetCatalog Datasets(string[] pluginFiles, Terminal terminal) =>
        Catalogs.Discover(pluginFiles, builtIn: false).Warn(terminal).Datasets;

    /// <summary>Looks up all names before work on the first begins, because one may be unknown.</summary>
    static List<Dataset> Named(string[] names, DatasetCatalog catalog) =>
        [.. names.Distinct(StringComparer.Ordinal).Select(name => catalog[name])];

    /// <summary>Unlike <see cref="Progress{T}"/>, reports in order and synchronously.</summary>
    sealed class Lines(Action<string> write) : IProgress<string>
    {
        public void Report(string value) => write(value);
    }
}
