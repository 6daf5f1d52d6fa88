using System.Text.Json.Nodes;
using AdaShift.Bench.Running;
using Spectre.Console;

namespace AdaShift.Bench.Cli;

/// <summary>Everything that can be run, by kind.</summary>
/// <param name="Problems">What could not be listed, with the reason.</param>
sealed record Listing(IReadOnlyList<(string Kind, Entry[] Entries)> Lists, IReadOnlyList<string> Problems)
{
    static readonly OrderedDictionary<string, (string Heading, PluginKind? Plugins)> kinds = new(StringComparer.Ordinal)
    {
        ["workloads"] = ("Workloads", PluginKind.Workload),
        ["measurements"] = ("Measurements", PluginKind.Measurement),
        ["optimizers"] = ("Optimizers", PluginKind.Optimizer),
        ["schedules"] = ("Schedules", PluginKind.Schedule),
        ["clips"] = ("Clips", PluginKind.GradientClip),
        ["probes"] = ("Probes", PluginKind.Probe),
        ["experiments"] = ("Experiments", null),
        ["datasets"] = ("Data sets", null),
    };

    public static IReadOnlyList<string> Kinds => kinds.Keys;

    public IEnumerable<string> Names => Lists.SelectMany(list => list.Entries).Select(entry => entry.Name);

    /// <param name="kind">One of <see cref="Kinds"/>; null for all.</param>
    public static Listing Gather(string? kind, IReadOnlyList<string> pluginFiles)
    {
        var catalogs = Catalogs.Discover(pluginFiles, builtIn: kind is not ("datasets" or "experiments"));
        var problems = catalogs.Plugins.Problems.Select(problem => problem.ToString()).ToList();
        var lists = Kinds.Where(k => kind is null || k == kind).Select(k => (k, EntriesOf(k, catalogs, problems))).ToArray();
        return new(lists, problems);
    }

    /// <summary>The items with this name, of any kind.</summary>
    public Listing Only(string name)
    {
        var named = Lists.Select(list => (list.Kind, Entries: list.Entries.Where(entry => entry.Name == name).ToArray()));
        return this with { Lists = [.. named.Where(list => list.Entries.Length > 0)] };
    }

    public string ToJson()
    {
        var lists = Lists.Select(list => (list.Kind, (JsonNode?)Json.Array(list.Entries.Select(entry => entry.Properties))));
        return Json.Write(Json.Object([.. lists, ("problems", Json.Array(Problems.Select(problem => JsonValue.Create(problem))))]));
    }

    /// <summary>For people: a heading and a borderless table for each kind.</summary>
    /// <param name="detailed">With all settings, their allowed values and meanings; otherwise one line each.</param>
    public void Write(Terminal terminal, bool detailed)
    {
        terminal.Print(console =>
        {
            foreach (var (kind, entries) in Lists) Write(console, kinds[kind].Heading, entries, detailed);
            if (!detailed && Lists.Any(list => list.Kind == "optimizers"))
                console.Write(new Text("For settings: adashift-bench list optimizers, or for a single one: adashift-bench list adam\n"));
        });
        foreach (var problem in Problems) terminal.Error.WriteLine($"warning: {problem}");
    }

    static Entry[] EntriesOf(string kind, Catalogs catalogs, List<string> problems)
    {
        if (kinds[kind].Plugins is { } plugins) return [.. catalogs.Plugins.Of(plugins).Select(Entry.Of)];
        if (kind == "experiments") return [.. Catalogs.Experiments.Names.Select(name => ReadExperiment(name, problems)).OfType<Entry>()];
        problems.AddRange(catalogs.Datasets.Problems);
        return [.. catalogs.Datasets.All.Select(Entry.Of)];
    }

    /// <returns>Null if it cannot be read, which is reported and does not hide the others.</returns>
    static Entry? ReadExperiment(string name, List<string> problems)
    {
        try
        {
            var experiment = Catalogs.Experiments.Read(name);
            problems.AddRange(experiment.Problems.Select(problem => problem.ToString()));
            return Entry.Of(experiment);
        }
        catch (PlanException unreadable)
        {
            problems.AddRange(unreadable.Problems);
            return null;
        }
    }

    static void Write(IAnsiConsole console, string heading, Entry[] entries, bool detailed)
    {
        console.Write(new Text(heading + "\n", new Style(decoration: Decoration.Bold)));
        if (entries.Length == 0) console.Write(new Text("  none\n"));
        else if (!detailed || entries[0].Sentences is null) console.Write(Table([.. entries.Select(entry => entry.Cells)], indent: 2));
        foreach (var entry in detailed ? entries.Where(entry => entry.Sentences is not null) : [])
        {
            console.Write(new Text($"  {entry.Name}\n", new Style(decoration: Decoration.Bold)));
            foreach (var sentence in entry.Sentences!.Where(sentence => !string.IsNullOrEmpty(sentence)))
                console.Write(new Padder(new Text(sentence!), new Padding(4, 0, 0, 0)));
            if (entry.Parts is { Length: > 0 } parts) console.Write(Table(parts, indent: 4));
            if (entry != entries[^1]) console.WriteLine();
        }

        console.WriteLine();
    }

    static Grid Table(IReadOnlyList<string[]> rows, int indent)
    {
        var grid = new Grid();
        for (var column = 0; column < rows[0].Length; column++)
            grid.AddColumn(new GridColumn().PadLeft(column == 0 ? indent : 2).PadRight(0));
        foreach (var row in rows) grid.AddRow([.. row.Select(cell => new Text(cell))]);
        return grid;
    }
}
