using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AdaShift.Bench.Datasets;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli;

/// <summary>What there is to run; a null list was not asked for.</summary>
sealed record Listing
{
    public IReadOnlyList<PluginEntry>? Workloads { get; init; }

    public IReadOnlyList<PluginEntry>? Optimizers { get; init; }

    public IReadOnlyList<PluginEntry>? Schedules { get; init; }

    public IReadOnlyList<PluginEntry>? Clips { get; init; }

    public IReadOnlyList<PluginEntry>? Probes { get; init; }

    public IReadOnlyList<ExperimentEntry>? Experiments { get; init; }

    public IReadOnlyList<DatasetEntry>? Datasets { get; init; }

    /// <summary>What wanted to be listed and could not be, with the reason.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    public static Listing OfDatasets(DatasetCatalog catalog)
    {
        var store = new DataStore();
        return new() { Datasets = [.. catalog.All.Select(dataset => DatasetEntry.Of(dataset, store))], Problems = catalog.Problems };
    }

    /// <summary>What has this name, of whatever kind; every other list is as if not asked for.</summary>
    public Listing Only(string name) => this with
    {
        Workloads = Named(Workloads, name, entry => entry.Name),
        Optimizers = Named(Optimizers, name, entry => entry.Name),
        Schedules = Named(Schedules, name, entry => entry.Name),
        Clips = Named(Clips, name, entry => entry.Name),
        Probes = Named(Probes, name, entry => entry.Name),
        Experiments = Named(Experiments, name, entry => entry.Name),
        Datasets = Named(Datasets, name, entry => entry.Name),
    };

    [JsonIgnore]
    public IReadOnlyList<string> Names =>
    [
        .. new[] { Workloads, Optimizers, Schedules, Clips, Probes }.SelectMany(entries => entries ?? []).Select(entry => entry.Name),
        .. (Experiments ?? []).Select(entry => entry.Name),
        .. (Datasets ?? []).Select(entry => entry.Name),
    ];

    static IReadOnlyList<T>? Named<T>(IReadOnlyList<T>? entries, string name, Func<T, string> nameOf) =>
        entries?.Where(entry => nameOf(entry) == name).ToList() is { Count: > 0 } named ? named : null;

    public string ToJson() => JsonSerializer.Serialize(this, ListingContext.Readable.Listing);
}

/// <param name="Selector">What to type to have it with every default written out; required settings are shown as <c>key=…</c>.</param>
sealed record PluginEntry(string Name, string Selector, IReadOnlyList<SettingEntry> Settings, string Summary, string? Source, string Origin)
{
    public static PluginEntry Of(Plugin plugin)
    {
        var settings = plugin.Settings.Select(SettingEntry.Of).ToList();
        var written = string.Join(',', settings.Select(s => $"{s.Name}={s.Default ?? "…"}"));
        var selector = settings.Count == 0 ? plugin.Name : $"{plugin.Name}[{written}]";
        return new(plugin.Name, selector, settings, plugin.Summary, plugin.Source, plugin.Origin);
    }
}

/// <param name="Default">Null when it must be given.</param>
/// <param name="Interval">Of a number: the values allowed.</param>
/// <param name="Choices">Of a choice: the words allowed.</param>
/// <param name="Description">What it means; null when its author did not say.</param>
sealed record SettingEntry(string Name, string Type, string? Default, string? Interval, IReadOnlyList<string> Choices, string? Description)
{
    public static SettingEntry Of(Setting setting) => new(
        setting.Name, setting.Type, setting.Default, setting.Interval?.ToString(), setting.Choices,
        setting.Description.Length == 0 ? null : setting.Description);

    /// <summary>In words: "max | mean | none", "number in (0, inf)", "text".</summary>
    [JsonIgnore]
    public string Allowed => Choices.Count > 0 ? string.Join(" | ", Choices) : Interval is null ? Type : $"{Type} in {Interval}";
}

sealed record ExperimentEntry(
    string Name, string? Title, string? Source, string? Workload, IReadOnlyDictionary<string, string> Optimizers,
    IReadOnlyList<string> Profiles)
{
    public static ExperimentEntry Of(Experiment experiment) => new(
        experiment.Name, experiment.Title, experiment.Source, experiment.Workload?.Value,
        experiment.Optimizers.GroupBy(entry => entry.Label?.Value ?? entry.Optimizer.Value, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Optimizer.Value, StringComparer.Ordinal),
        [.. experiment.Profiles.Select(profile => profile.Name)]);
}

/// <param name="State">ready, missing or damaged.</param>
sealed record DatasetEntry(
    string Name, string Title, string Description, string Licence, string Source, string Origin, long Bytes, string State, string? Problem,
    string Folder)
{
    public static DatasetEntry Of(Dataset dataset, DataStore store)
    {
        var status = store.Status(dataset);
        return new(
            dataset.Name, dataset.Title, dataset.Description, dataset.Licence, dataset.Source, dataset.Origin.ToString(), dataset.Bytes,
            status.State.ToString().ToLowerInvariant(), status.Reason, store.FolderOf(dataset));
    }
}

[JsonSerializable(typeof(Listing))]
sealed partial class ListingContext : JsonSerializerContext
{
    public static ListingContext Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        WriteIndented = true,
    });
}
