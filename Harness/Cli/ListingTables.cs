using Spectre.Console;

namespace AdaShift.Bench.Cli;

/// <summary>A listing for people: a heading and a borderless table for each kind.</summary>
static class ListingTables
{
    public static void Write(Listing listing, Terminal terminal)
    {
        terminal.Print(console => Write(listing, console));
        foreach (var problem in listing.Problems) terminal.Error.WriteLine($"warning: {problem}");
    }

    static void Write(Listing listing, IAnsiConsole console)
    {
        WritePlugins(console, "Workloads", listing.Workloads);
        WritePlugins(console, "Optimizers", listing.Optimizers);
        WritePlugins(console, "Schedules", listing.Schedules);
        WritePlugins(console, "Clips", listing.Clips);
        WritePlugins(console, "Probes", listing.Probes);
        Write(console, "Experiments", listing.Experiments,
            e => [e.Name, e.Title ?? "", $"{e.Workload}: {string.Join(", ", e.Optimizers.Keys)}"]);
        Write(console, "Data sets", listing.Datasets, d => [d.Name, d.State, d.Title, Size(d.Bytes), d.Problem ?? d.Description]);
    }

    static void WritePlugins(IAnsiConsole console, string heading, IReadOnlyList<PluginEntry>? plugins) =>
        Write(console, heading, plugins, p => [p.Selector, p.Summary]);

    static void Write<T>(IAnsiConsole console, string heading, IReadOnlyList<T>? items, Func<T, string[]> cells)
    {
        if (items is null) return;
        console.Write(new Text(heading + "\n", new Style(decoration: Decoration.Bold)));
        if (items.Count == 0) console.Write(new Text("  none\n"));
        else console.Write(Grid([.. items.Select(cells)]));
        console.WriteLine();
    }

    static Grid Grid(string[][] rows)
    {
        var grid = new Grid();
        for (var column = 0; column < rows[0].Length; column++) grid.AddColumn(new GridColumn().PadLeft(2).PadRight(0));
        foreach (var row in rows) grid.AddRow([.. row.Select(cell => new Text(cell))]);
        return grid;
    }

    static string Size(long bytes) => FormattableString.Invariant($"{bytes / 1e6:0.#} MB");
}
