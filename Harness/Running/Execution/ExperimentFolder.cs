using System.Globalization;
using System.Text.Json;

namespace AdaShift.Bench.Running;

/// <summary><c>experiment.json</c> of a folder that several runs may add runs to.</summary>
static class ExperimentFolder
{
    const string Aside = "experiment.unreadable.json";

    /// <summary>Writes the plan, together with what earlier runs planned here.</summary>
    /// <returns>A note when that could not be read and is kept aside; null when all is well.</returns>
    /// <exception cref="RecordException">
    /// The folder is another experiment's, or what was planned here under the same label is different work.
    /// </exception>
    public static string? Merge(string folder, ExperimentRecord plan)
    {
        var path = Path.Combine(folder, ExperimentRecord.FileName);
        var before = Read(folder);
        var damaged = before is null && File.Exists(path);
        if (damaged) RecordWriteException.Guard(path, () => File.Move(path, Path.Combine(folder, Aside), overwrite: true));
        AtomicFile.Text(path, RecordJson.Write(before is null ? plan : Merge(folder, before, plan)) + "\n");
        return !damaged ? null
            : $"'{path}' was damaged: it is kept as {Aside}. What other commands planned here comes back when they are given again";
    }

    /// <returns>Why <see cref="Merge(string, ExperimentRecord)"/> would refuse the plan; null when it would not. Writes nothing.</returns>
    public static string? Check(string folder, ExperimentRecord plan)
    {
        try
        {
            if (Read(folder) is { } before) _ = Merge(folder, before, plan);
            return null;
        }
        catch (RecordException e)
        {
            // What the disk does to one run is no reason to keep the others from running.
            return e.InnerException is IOException or UnauthorizedAccessException ? null : e.Message;
        }
    }

    /// <returns>Null when nothing was planned here, or what was is damaged.</returns>
    static ExperimentRecord? Read(string folder)
    {
        try
        {
            return File.Exists(Path.Combine(folder, ExperimentRecord.FileName)) ? RecordedExperiment.ReadExperiment(folder) : null;
        }
        catch (RecordException e) when (e.InnerException is JsonException { LineNumber: not null })
        {
            return null;
        }
    }

    static ExperimentRecord Merge(string folder, ExperimentRecord before, ExperimentRecord plan)
    {
        if ((before.Name, before.Profile) != (plan.Name, plan.Profile)) throw new RecordException(
            $"'{folder}' holds '{before.Name}' ({before.Profile}), not '{plan.Name}' ({plan.Profile}). Give another folder.");
        foreach (var (name, spec) in plan.Runs) RequireSameWork(folder, before.Runs, name, spec);
        var runs = new SortedDictionary<string, RunSpec>(StringComparer.Ordinal);
        foreach (var (name, spec) in before.Runs.Concat(plan.Runs)) runs[name] = spec;
        return plan with
        {
            Labels = [.. before.Labels.Union(plan.Labels, StringComparer.Ordinal)],
            Charts = [.. before.Charts.Union(plan.Charts, StringComparer.Ordinal)],
            Runs = runs,
            Command = string.Join('\n', before.Command.Split('\n').Union(plan.Command.Split('\n'), StringComparer.Ordinal)),
        };
    }

    /// <summary>A report compares by label and seed: under one label there may be only one kind of work.</summary>
    static void RequireSameWork(string folder, IReadOnlyDictionary<string, RunSpec> before, string name, RunSpec spec)
    {
        var comparable = before.Where(b => b.Value.Workload == spec.Workload && b.Value.Label == spec.Label);
        var other = comparable.FirstOrDefault(b => Kind(b.Value) != Kind(spec));
        if (other.Key is not null) throw new RecordException(
            $"In '{folder}', '{spec.Label}' was planned differently ({other.Key}: {Difference(other.Value, spec)}). " +
            $"To mix both would spoil the comparison: give another folder or another label to {name}.");
    }

    static string Kind(RunSpec spec) => RecordJson.Write(spec with { Seed = 0 });

    static string Difference(RunSpec old, RunSpec now)
    {
        var (a, b) = (Words(old), Words(now));
        int i = Enumerable.Range(0, a.Length).First(i => a[i] != b[i]);
        return $"{a[i]}, now {b[i]}";
    }

    static string[] Words(RunSpec spec) =>
    [
        string.Join(" + ", spec.Optimizers.Select(o => o.Value)),
        $"schedule {spec.Schedule ?? "none"}",
        $"clip {spec.Clip ?? "none"}",
        $"probes {string.Join(" ", spec.Probes)}",
        Length(spec.Length),
        Interval(spec.Length),
        $"device {spec.Device}",
        Kind(spec),
    ];

    static string Length(RunLength length) => length.Epochs is { } epochs
        ? string.Create(CultureInfo.InvariantCulture, $"{epochs} epochs")
        : string.Create(CultureInfo.InvariantCulture, $"{length.Steps} steps");

    static string Interval(RunLength length)
    {
        var inEpochs = length.EvaluateEverySteps is null && (length.EvaluateEveryEpochs ?? length.Epochs) is not null;
        var (unit, total) = inEpochs ? ("epoch", length.Epochs) : ("step", length.Steps);
        var every = inEpochs ? length.EvaluateEveryEpochs ?? 1 : length.EvaluationInterval(null);
        return every > total ? "evaluated at the end"
            : every == 1 ? $"evaluated every {unit}"
            : $"evaluated every {Number.Format(every)} {unit}s";
    }
}
