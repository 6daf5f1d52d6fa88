using AdaShift.Bench.Contracts;

namespace AdaShift.Bench.Running;

/// <summary>
/// Runs a plan's cells in worker processes: only those that are missing, several at a time, each on its own when it fails.
/// </summary>
public sealed class CellExecutor(PluginCatalog catalog, WorkerCommand command, ExecutorSettings settings, TimeProvider time)
{
    /// <summary>The cells that a run would run now, in their order.</summary>
    /// <param name="folder">Of the run; it may be missing.</param>
    public static IReadOnlyList<PlannedCell> Missing(Plan plan, string folder) =>
        [.. InOrder(plan.Experiment).Where(cell => !IsDone(folder, cell))];

    /// <param name="folder">Of the run; it may be missing.</param>
    /// <returns>Why <see cref="RunAsync"/> would refuse the folder, as far as reading can tell; null when it would not.</returns>
    public static string? Problem(Plan plan, string folder)
    {
        folder = Path.GetFullPath(folder);
        return FolderLock.Problem(folder) ?? ExperimentFolder.Check(folder, plan.Experiment);
    }

    /// <param name="folder">Of the run; made when missing.</param>
    /// <param name="stop">Asks the workers for checkpoints; the same call goes on from there.</param>
    /// <exception cref="RecordException">Another run is at work in the folder, or it holds other work.</exception>
    /// <exception cref="RecordWriteException">The folder cannot be written.</exception>
    public async Task<RunSummary> RunAsync(Plan plan, string folder, IRunObserver observer, CancellationToken stop)
    {
        folder = Path.GetFullPath(folder);
        RecordWriteException.Guard(folder, () => Directory.CreateDirectory(folder));
        using var held = FolderLock.Take(folder, TimeSpan.Zero);
        var damage = ExperimentFolder.Merge(folder, plan.Experiment);

        var cells = InOrder(plan.Experiment).ToLookup(c => IsDone(folder, c));
        var heard = new OneAtATime(observer);
        heard.Planned([.. cells[false]], [.. cells[true]]);
        if (damage is not null) heard.Note(damage);
        if (EarlierBuilds.Note(folder, cells[true]) is { } note) heard.Note(note);
        var outcomes = new Outcomes(skipped: cells[true].Count());
        if (!cells[false].Any()) return outcomes.Summary() with { ObserverFault = heard.Fault };

        var attempt = new CellAttempts(folder, Describe(plan), command, settings, time, heard, outcomes);
        await Parallel.ForEachAsync(
            cells[false],
            new ParallelOptions { MaxDegreeOfParallelism = settings.Jobs, CancellationToken = CancellationToken.None },
            async (cell, _) => await attempt.RunAsync(cell, stop));
        return outcomes.Summary() with { Interrupted = stop.IsCancellationRequested, ObserverFault = heard.Fault };
    }

    CellDescription Describe(Plan plan)
    {
        var device = plan.Experiment.Cells.Values.First().Device;
        return new(catalog, plan, EnvironmentProbe.Read(device, settings.Threads), time);
    }

    /// <summary>Seed by seed, so that a run that is broken off has comparable cells.</summary>
    static IEnumerable<PlannedCell> InOrder(ExperimentRecord experiment)
    {
        var labels = experiment.Labels.ToList();
        return experiment.Cells
            .Select(c => new PlannedCell(c.Key, c.Value))
            .OrderBy(c => c.Spec.Seed)
            .ThenBy(c => c.Spec.Workload, StringComparer.Ordinal)
            .ThenBy(c => labels.IndexOf(c.Spec.Label))
            .ThenBy(c => c.Name, StringComparer.Ordinal);
    }

    static bool IsDone(string folder, PlannedCell cell)
    {
        var there = new CellFolder(Path.Combine(folder, cell.Name));
        try
        {
            return there.ReadResult() is { Status: CellStatus.Completed or CellStatus.Diverged } && there.IsOf(cell.Spec);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // its attempt meets the same error, and says so for this cell alone
        }
    }
}
