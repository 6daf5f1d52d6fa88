using Spectre.Console;

namespace AdaShift.Bench.Cli;

/// <summary>A listing for people: a heading and a borderless table for each kind.</summary>
/// <param name="detailed">Settings too, with what they may be and what they mean; else a line each.</param>
sealed class ListingTables(IAnsiConsole console, bool detailed)
{
    public static void Write(Listing listing, Terminal terminal, bool detailed = false)
    {
        terminal.Print(console => new ListingTables(console, detailed).Write(listing));
        foreach (var problem in listing.Problems) terminal.Error.WriteLine($"warning: {problem}");
    }

    void Write(Listing listing)
    {
        Plugins("Workloads", listing.Workloads);
        Plugins("Optimizers", listing.Optimizers);
        Plugins("Schedules", listing.Schedules);
        Plugins("Clips", listing.Clips);
        Plugins("Probes", listing.Probes);
        Experiments(listing.Experiments);
        Lines("Data sets", listing.Datasets, d => [d.Name, d.State, d.Title, Size(d.Bytes), d.Problem ?? d.Description]);
        if (!detailed && listing.Optimizers is not null)
            console.Write(new Text("What can be set: adashift-bench list optimizers, or of one alone: adashift-bench list adam\n"));
    }

    void Plugins(string heading, IReadOnlyList<PluginEntry>? plugins)
    {
        if (!detailed) Lines(heading, plugins, p => [p.Name, p.Summary]);
        else Details(heading, plugins, p => (p.Name, [p.Summary, p.Source], [.. p.Settings.Select(Row)]));
    }

    void Experiments(IReadOnlyList<ExperimentEntry>? experiments)
    {
        if (!detailed)
            Lines("Experiments", experiments, e => [e.Name, e.Title ?? "", $"{e.Workload}: {string.Join(", ", e.Optimizers.Keys)}"]);
        else Details("Experiments", experiments, e => (e.Name,
            [e.Title, e.Source, $"Workload {e.Workload}; profiles {string.Join(", ", e.Profiles)}"],
            [.. e.Optimizers.Select(o => new[] { o.Key, o.Value })]));
    }

    static string[] Row(SettingEntry setting) =>
        setting.Default is null
            ? [setting.Name, $"{setting.Allowed}; must be given", setting.Description ?? ""]
            : [$"{setting.Name}={setting.Default}", setting.Allowed, setting.Description ?? ""];

    /// <summary>Each with its name on a line, what there is to say below, and a table of its parts.</summary>
    void Details<T>(string heading, IReadOnlyList<T>? items, Func<T, (string Name, string?[] Says, string[][] Parts)> describe)
    {
        if (items is null || Heading(heading, items.Count) == 0) return;
        foreach (var (name, says, parts) in items.Select(describe))
        {
            console.Write(new Text($"  {name}\n", new Style(decoration: Decoration.Bold)));
            foreach (var sentence in says.OfType<string>().Where(s => s.Length > 0))
                console.Write(new Padder(new Text(sentence), new Padding(4, 0, 0, 0)));
            if (parts.Length > 0) console.Write(Grid(parts, indent: 4));
            console.WriteLine();
        }
    }

    void Lines<T>(string heading, IReadOnlyList<T>? items, Func<T, string[]> runs)
    {
        if (items is null || Heading(heading, items.Count) == 0) return;
        console.Write(Grid([.. items.Select(runs)], indent: 2));
        console.WriteLine();
    }

    int Heading(string heading, int items)
    {
        console.Write(new Text(heading + "\n", new Style(decoration: Decoration.Bold)));
        if (items == 0) console.Write(new Text("  none\n\n"));
        return items;
    }

    static Grid Grid(string[][] rows, int indent)
    {
        var grid = new Grid();
        for (var column = 0; column < rows[0].Length; column++)
            grid.AddColumn(new GridColumn().PadLeft(column == 0 ? indent : 2).PadRight(0));
        foreach (var row in rows) grid.AddRow([.. row.Select(run => new Text(run))]);
        return grid;
    }

    static string Size(long bytes) => FormattableString.Invariant($"{bytes / 1e6:0.#} MB");
}
