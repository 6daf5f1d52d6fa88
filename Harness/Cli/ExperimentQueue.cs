using AdaShift.Bench.Cli.Display;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli;

/// <summary>Runs several plans one after the other under one display.</summary>
/// <param name="output">Every plan gets its own folder in it.</param>
sealed class ExperimentQueue(IReadOnlyList<Plan> plans, string output, SchedulerSettings settings, PluginCatalog catalog)
{
    /// <summary>Runs of different lengths are different comparisons, so they get different folders.</summary>
    public string FolderOf(Plan plan)
    {
        var (experiment, length) = (plan.Experiment, plan.Experiment.Runs.Values.First().Length);
        var suffix = experiment.Profile != ExperimentProfile.Custom ? experiment.Profile
            : length.Steps is { } steps ? FormattableString.Invariant($"{steps}-steps")
            : FormattableString.Invariant($"{length.Epochs}-epochs");
        return Path.Combine(output, $"{experiment.Name}-{suffix}");
    }

    /// <summary>Hours may pass before a plan reaches its folder, so problems are reported now.</summary>
    /// <exception cref="PlanException">Names every folder that cannot be used.</exception>
    public void CheckFolders()
    {
        var shared = plans.GroupBy(plan => Path.GetFullPath(FolderOf(plan)), StringComparer.Ordinal).Where(same => same.Skip(1).Any())
            .Select(same => $"{same.Count()} experiments are named '{same.First().Experiment.Name}' and would share '{same.Key}'. "
                + "Run them one at a time, each with its own --out.");
        string[] problems = [.. shared, .. plans.Select(plan => Scheduler.Validate(plan, FolderOf(plan))).OfType<string>()];
        if (problems.Length > 0) throw new PlanException(problems);
    }

    /// <returns>A summary for each plan, including those that could not run or were not reached.</returns>
    public Task<IReadOnlyList<(string Folder, RunSummary Summary)>> RunAsync(Terminal terminal)
    {
        // Includes later experiments: without them the remaining time would be far off.
        var progress = new RunProgress(terminal.Time, settings.Jobs);
        foreach (var plan in plans) progress.Plan(Scheduler.Missing(plan, FolderOf(plan)));
        return terminal.Live
            ? LiveDisplay.ShowAsync(terminal.Console(), progress, observer => RunAsync(observer, terminal))
            : RunAsync(new PlainDisplay(terminal.Out, terminal.Time, progress), terminal);
    }

    async Task<IReadOnlyList<(string Folder, RunSummary Summary)>> RunAsync(IRunObserver observer, Terminal terminal)
    {
        var scheduler = new Scheduler(catalog, folder => Scheduler.ThisProgram(WorkerArguments(folder)), settings, terminal.Time);
        List<(string, RunSummary)> done = [];
        var canWrite = true;
        foreach (var plan in plans)
        {
            var folder = FolderOf(plan);
            try
            {
                var summary = canWrite && !terminal.Interrupted.IsCancellationRequested
                    ? await scheduler.RunAsync(plan, folder, observer, terminal.Interrupted)
                    : NotRun(plan, because: null, terminal);
                canWrite &= summary.StoppedBecause is null;
                done.Add((folder, summary));
            }
            catch (RecordException refused) // another run has taken the folder since it was checked
            {
                done.Add((folder, NotRun(plan, refused.Message, terminal)));
            }
            catch (RecordWriteException unwritten)
            {
                canWrite = !unwritten.IsOfTheDisk; // on a full disk the next one would fail too
                done.Add((folder, NotRun(plan, unwritten.Message, terminal)));
            }
        }

        return done;
    }

    RunSummary NotRun(Plan plan, string? because, Terminal terminal)
    {
        var left = Scheduler.Missing(plan, FolderOf(plan));
        return new(Completed: 0, Diverged: 0, Skipped: plan.Experiment.Runs.Count - left.Count, Failed: [], left, because)
        {
            Interrupted = terminal.Interrupted.IsCancellationRequested,
        };
    }

    IEnumerable<string> WorkerArguments(string runFolder) =>
        ["worker", runFolder, .. catalog.PluginFiles.SelectMany(file => new[] { "--plugin", Path.GetFullPath(file) })];
}
