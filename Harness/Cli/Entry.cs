using System.Text.Json.Nodes;
using AdaShift.Bench.Datasets;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli;

/// <summary>One item of a list, for programs and for people.</summary>
/// <param name="Properties">What <c>--json</c> writes.</param>
/// <param name="Cells">Its row in a table of many.</param>
/// <param name="Sentences">The details below its name; null if the row says everything.</param>
/// <param name="Parts">A table in the details: its settings or its arms.</param>
sealed record Entry(string Name, JsonObject Properties, string[] Cells, string?[]? Sentences = null, string[][]? Parts = null)
{
    /// <remarks>Its "selector" has every default written out; required settings are shown as <c>key=…</c>.</remarks>
    public static Entry Of(Plugin plugin)
    {
        var written = string.Join(',', plugin.Settings.Select(s => $"{s.Name}={s.Default ?? "…"}"));
        var json = Json.Object(
            ("name", plugin.Name),
            ("selector", plugin.Settings.Count == 0 ? plugin.Name : $"{plugin.Name}[{written}]"),
            ("settings", Json.Array(plugin.Settings.Select(OfSetting))),
            ("summary", plugin.Summary),
            ("source", plugin.Source),
            ("origin", plugin.Origin));
        return new(plugin.Name, json, [plugin.Name, plugin.Summary], [plugin.Summary, plugin.Source], [.. plugin.Settings.Select(Row)]);
    }

    public static Entry Of(Experiment experiment)
    {
        var arms = experiment.Optimizers.DistinctBy(arm => arm.Label?.Value ?? arm.Optimizer.Value)
            .Select(arm => new[] { arm.Label?.Value ?? arm.Optimizer.Value, arm.Optimizer.Value }).ToArray();
        var (workload, profiles) = (experiment.Workload?.Value, experiment.Profiles.Select(profile => profile.Name).ToArray());
        var json = Json.Object(
            ("name", experiment.Name),
            ("title", experiment.Title),
            ("source", experiment.Source),
            ("workload", workload),
            ("optimizers", Json.Object([.. arms.Select(arm => (arm[0], (JsonNode?)arm[1]))])),
            ("profiles", Json.Array(profiles.Select(profile => JsonValue.Create(profile)))));
        var labels = string.Join(", ", arms.Select(arm => arm[0]));
        return new(
            experiment.Name, json, [experiment.Name, experiment.Title ?? "", $"{workload}: {labels}"],
            [experiment.Title, experiment.Source, $"Workload {workload}; profiles {string.Join(", ", profiles)}"], arms);
    }

    /// <remarks>Its "state" is ready, missing or damaged.</remarks>
    public static Entry Of(Dataset dataset)
    {
        var store = new DataStore();
        var status = store.Status(dataset);
        var state = status.State.ToString().ToLowerInvariant();
        var json = Json.Object(
            ("name", dataset.Name), ("title", dataset.Title), ("description", dataset.Description), ("licence", dataset.Licence),
            ("source", dataset.Source), ("origin", dataset.Origin.ToString()), ("bytes", dataset.Bytes), ("state", state),
            ("problem", status.Reason), ("folder", store.FolderOf(dataset)));
        var size = FormattableString.Invariant($"{dataset.Bytes / 1e6:0.#} MB");
        return new(dataset.Name, json, [dataset.Name, state, dataset.Title, size, status.Reason ?? dataset.Description]);
    }

    static JsonObject OfSetting(Setting setting) => Json.Object(
        ("name", setting.Name),
        ("type", setting.Type),
        ("default", setting.Default),
        ("interval", setting.Interval?.ToString()),
        ("choices", Json.Array(setting.Choices.Select(choice => JsonValue.Create(choice)))),
        ("description", setting.Description.Length == 0 ? null : setting.Description));

    static string[] Row(Setting setting)
    {
        var allowed = setting.Choices.Count > 0 ? string.Join(" | ", setting.Choices)
            : setting.Interval is null ? setting.Type : $"{setting.Type} in {setting.Interval}";
        return setting.Default is null
            ? [setting.Name, $"{allowed}; must be given", setting.Description]
            : [$"{setting.Name}={setting.Default}", allowed, setting.Description];
    }
}
