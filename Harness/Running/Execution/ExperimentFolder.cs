using System.Globalization;
using AdaShift.Bench.Contracts;

namespace AdaShift.Bench.Running;

/// <summary><c>experiment.json</c> of a folder that several runs may add cells to.</summary>
static class ExperimentFolder
{
    /// <summary>Writes the plan, together with what earlier runs planned here.</summary>
    /// <exception cref="RecordException">
    /// The folder is another experiment's, or what was planned here under the same label is different work.
    /// </exception>
    public static void Merge(string folder, ExperimentRecord plan)
    {
        var path = Path.Combine(folder, ExperimentRecord.FileName);
        var merged = File.Exists(path) ? Merge(folder, RunFolder.ReadExperiment(folder), plan) : plan;
        WriteAside.Text(path, RecordJson.Write(merged) + "\n");
    }

    /// <returns>Why <see cref="Merge(string, ExperimentRecord)"/> would refuse the plan; null when it would not. Writes nothing.</returns>
    public static string? Check(string folder, ExperimentRecord plan)
    {
        if (!File.Exists(Path.Combine(folder, ExperimentRecord.FileName))) return null;
        try
        {
            _ = Merge(folder, RunFolder.ReadExperiment(folder), plan);
            return null;
        }
        catch (RecordException e)
        {
            return e.Message;
        }
    }

    static ExperimentRecord Merge(string folder, ExperimentRecord before, ExperimentRecord plan)
    {
        if ((before.Name, before.Profile) != (plan.Name, plan.Profile)) throw new RecordException(
            $"'{folder}' holds '{before.Name}' ({before.Profile}), not '{plan.Name}' ({plan.Profile}). Give another folder.");
        foreach (var (name, spec) in plan.Cells) RequireSameWork(folder, before.Cells, name, spec);
        var cells = new SortedDictionary<string, CellSpec>(StringComparer.Ordinal);
        foreach (var (name, spec) in before.Cells.Concat(plan.Cells)) cells[name] = spec;
        return plan with
        {
            Labels = [.. before.Labels.Union(plan.Labels, StringComparer.Ordinal)],
            Charts = [.. before.Charts.Union(plan.Charts, StringComparer.Ordinal)],
            Cells = cells,
            Command = string.Join('\n', before.Command.Split('\n').Union(plan.Command.Split('\n'), StringComparer.Ordinal)),
        };
    }

    /// <summary>A report compares by label and seed: under one label there may be only one kind of work.</summary>
    static void RequireSameWork(string folder, IReadOnlyDictionary<string, CellSpec> before, string name, CellSpec spec)
    {
        var comparable = before.Where(b => b.Value.Workload == spec.Workload && b.Value.Label == spec.Label);
        var other = comparable.FirstOrDefault(b => Kind(b.Value) != Kind(spec));
        if (other.Key is not null) throw new RecordException(
            $"In '{folder}', '{spec.Label}' was planned differently ({other.Key}: {Difference(other.Value, spec)}). " +
            $"To mix both would spoil the comparison: give another folder or another label to {name}.");
    }

    static string Kind(CellSpec spec) => RecordJson.Write(spec with { Seed = 0 });

    static string Difference(CellSpec old, CellSpec now)
    {
        var (a, b) = (Words(old), Words(now));
        int i = Enumerable.Range(0, a.Length).First(i => a[i] != b[i]);
        return $"{a[i]}, now {b[i]}";
    }

    static string[] Words(CellSpec spec) =>
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

    static string Interval(RunLength length) => length switch
    {
        { EvaluateEverySteps: { } steps } => string.Create(CultureInfo.InvariantCulture, $"evaluated every {steps} steps"),
        { EvaluateEveryEpochs: { } epochs } => string.Create(CultureInfo.InvariantCulture, $"evaluated every {epochs} epochs"),
        { Epochs: not null } => "evaluated every epoch",
        _ => "evaluated twenty times",
    };
}
