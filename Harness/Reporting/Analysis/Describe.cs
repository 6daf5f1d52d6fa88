
namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>Parts of a spec in words.</summary>
static class Describe
{
    public static string Length(RunLength length) => length.Epochs is { } epochs
        ? $"{Format.Number(epochs)} {(epochs == 1 ? "epoch" : "epochs")}"
        : $"{Format.Count(length.Steps ?? 0)} steps";

    public static string Settings(RunSpec spec)
    {
        var optimizers = Optimizers(spec);
        return string.Join("; ", new[]
        {
            optimizers,
            spec.Schedule is null ? "" : $"schedule {spec.Schedule}",
            spec.Clip is null ? "" : $"clip {spec.Clip}",
            spec.Probes.Count == 0 ? "" : $"probes {string.Join(", ", spec.Probes)}",
        }.Where(part => part.Length > 0));
    }

    /// <summary>One selector when every player has the same.</summary>
    public static string Optimizers(RunSpec spec) => spec.Optimizers.Values.Distinct().Count() == 1
        ? spec.Optimizers.Values.First()
        : string.Join("; ", spec.Optimizers.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key}: {o.Value}"));
}
