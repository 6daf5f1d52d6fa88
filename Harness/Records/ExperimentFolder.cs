namespace AdaShift.Bench.Records;

/// <summary><c>experiment.json</c> of a folder. Several commands may add runs to it.</summary>
public static class ExperimentFolder
{
    const string Aside = "experiment.unreadable.json";

    /// <exception cref="RecordException">The folder holds no experiment, or its experiment.json is unreadable.</exception>
    public static ExperimentRecord Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new RecordException($"There is no folder '{folder}'.");
        try
        {
            return TryRead(folder)
                ?? throw new RecordException($"'{folder}' holds no run: it has no {ExperimentRecord.FileName}.{Nearby(folder)}");
        }
        catch (RecordException e) when (e.IsDamage)
        {
            throw new RecordException(
                $"{e.Message} Delete it and repeat its command: the file is written again, and finished runs are not repeated.",
                e.InnerException);
        }
    }

    /// <summary>Adds a plan to what earlier commands planned in the folder.</summary>
    /// <returns>A note if the file was damaged and has been set aside; null otherwise.</returns>
    /// <exception cref="RecordException">
    /// The folder belongs to another experiment, or holds different work under the same label.
    /// </exception>
    public static string? Add(string folder, ExperimentRecord plan)
    {
        var path = PathIn(folder);
        string? note = null;
        ExperimentRecord? before = null;
        try
        {
            before = TryRead(folder);
        }
        catch (RecordException e) when (e.IsDamage)
        {
            RecordWriteException.Guard(path, () => File.Move(path, Path.Combine(folder, Aside), overwrite: true));
            note = $"'{path}' was damaged and is kept as {Aside}. Repeat the other commands of this folder to plan their runs again";
        }
        AtomicFile.Text(path, RecordJson.Write(before is null ? plan : Merge(folder, before, plan)) + "\n");
        return note;
    }

    /// <returns>Why <see cref="Add"/> would refuse the plan; null if it would not. Writes nothing.</returns>
    public static string? Validate(string folder, ExperimentRecord plan)
    {
        try
        {
            if (TryRead(folder) is { } before) _ = Merge(folder, before, plan);
            return null;
        }
        catch (RecordException e)
        {
            // Add repairs damage, and a disk error in one experiment need not stop the others.
            return e.IsDamage || e.IsOfDisk ? null : e.Message;
        }
    }

    static string PathIn(string folder) => Path.Combine(folder, ExperimentRecord.FileName);

    static ExperimentRecord? TryRead(string folder) => RecordJson.ReadFile<ExperimentRecord>(PathIn(folder));

    /// <summary>People often name the folder above, so the experiments in it are listed.</summary>
    static string Nearby(string folder)
    {
        string[] experiments = [.. Directory.EnumerateDirectories(folder).Where(f => File.Exists(PathIn(f))).Order(StringComparer.Ordinal)];
        return experiments.Length == 0 ? "" : $" Folders with runs in it: {string.Join(", ", experiments)}.";
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

    /// <summary>A report compares by label and seed, so runs with the same label must be the same work.</summary>
    static void RequireSameWork(string folder, IReadOnlyDictionary<string, RunSpec> before, string name, RunSpec spec)
    {
        var comparable = before.Where(b => b.Value.Workload == spec.Workload && b.Value.Label == spec.Label);
        foreach (var (other, old) in comparable)
            if (old.Difference(spec) is { } difference)
                throw new RecordException(
                    $"In '{folder}', '{spec.Label}' was planned differently ({other}: {difference}). " +
                    $"Mixing both would spoil the comparison: give {name} another folder or another label.");
    }
}
