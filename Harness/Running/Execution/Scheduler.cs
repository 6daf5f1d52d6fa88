namespace AdaShift.Bench.Running;

/// <summary>
/// Runs a plan's runs in worker processes: only those that are missing, several at a time, each on its own when it fails.
/// </summary>
public sealed class Scheduler(PluginCatalog catalog, WorkerCommand command, SchedulerSettings settings, TimeProvider time)
{
    /// <summary>The runs that a run would run now, in their order.</summary>
    /// <param name="folder">Of the run; it may be missing.</param>
    public static IReadOnlyList<PlannedRun> Missing(Plan plan, string folder) =>
        [.. InOrder(plan.Experiment).Where(run => !IsDone(folder, run))];

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

        var runs = InOrder(plan.Experiment).ToLookup(c => IsDone(folder, c));
        var heard = new OneAtATime(observer);
        heard.Planned([.. runs[false]], [.. runs[true]]);
        if (damage is not null) heard.Note(damage);
        if (EarlierBuilds.Note(folder, runs[true]) is { } note) heard.Note(note);
        var outcomes = new Outcomes(skipped: runs[true].Count());
        if (!runs[false].Any()) return outcomes.Summary() with { ObserverFault = heard.Fault };

        var attempt = new RunAttempts(folder, Describe(plan), command, settings, time, heard, outcomes);
        await Parallel.ForEachAsync(
            runs[false],
            new ParallelOptions { MaxDegreeOfParallelism = settings.Jobs, CancellationToken = CancellationToken.None },
            async (run, _) => await attempt.RunAsync(run, stop));
        return outcomes.Summary() with { Interrupted = stop.IsCancellationRequested, ObserverFault = heard.Fault };
    }

    RunDescription Describe(Plan plan)
    {
        var device = plan.Experiment.Runs.Values.First().Device;
        return new(catalog, plan, EnvironmentProbe.Read(device, settings.Threads), time);
    }

    /// <summary>Seed by seed, so that a run that is broken off has comparable runs.</summary>
    static IEnumerable<PlannedRun> InOrder(ExperimentRecord experiment)
    {
        var labels = experiment.Labels.ToList();
        return experiment.Runs
            .Select(c => new PlannedRun(c.Key, c.Value))
            .OrderBy(c => c.Spec.Seed)
            .ThenBy(c => c.Spec.Workload, StringComparer.Ordinal)
            .ThenBy(c => labels.IndexOf(c.Spec.Label))
            .ThenBy(c => c.Name, StringComparer.Ordinal);
    }

    static bool IsDone(string folder, PlannedRun run)
    {
        var there = new RunFolder(Path.Combine(folder, run.Name));
        try
        {
            return there.ReadResult() is { Status: RunStatus.Completed or RunStatus.Diverged } && there.IsOf(run.Spec);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // its attempt meets the same error, and says so for this run alone
        }
    }
}
