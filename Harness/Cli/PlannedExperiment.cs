using AdaShift.Bench.Cli.Display;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli;

/// <summary>Plans on their way through the executor, one after the other, under one display.</summary>
sealed class PlannedExperiment(IReadOnlyList<Plan> plans, RunOrder order, PluginCatalog catalog)
{
    /// <returns>A summary for each plan, also for those that could not run or were not reached.</returns>
    public Task<IReadOnlyList<(string Folder, RunSummary Summary)>> RunAsync(Terminal terminal)
    {
        // Also those of the experiments that come later: a remaining time without them would be far off.
        var progress = new RunProgress(terminal.Time, order.Settings.Jobs);
        foreach (var plan in plans) progress.Plan(Scheduler.Missing(plan, order.FolderOf(plan)));
        return terminal.Live
            ? LiveDisplay.ShowAsync(terminal.Console(), progress, observer => RunAsync(observer, terminal))
            : RunAsync(new PlainDisplay(terminal.Out, terminal.Time, progress), terminal);
    }

    async Task<IReadOnlyList<(string Folder, RunSummary Summary)>> RunAsync(IRunObserver observer, Terminal terminal)
    {
        var executor = new Scheduler(catalog, folder => Scheduler.ThisProgram(WorkerArguments(folder)), order.Settings, terminal.Time);
        List<(string, RunSummary)> done = [];
        var canWrite = true;
        foreach (var plan in plans)
        {
            var folder = order.FolderOf(plan);
            if (!canWrite || terminal.Interrupted.IsCancellationRequested)
            {
                done.Add((folder, NotRun(plan, folder, because: null, terminal)));
                continue;
            }

            try
            {
                var summary = await executor.RunAsync(plan, folder, observer, terminal.Interrupted);
                canWrite = summary.StoppedBecause is null;
                done.Add((folder, summary));
            }
            catch (RecordException refused) // since the folders were checked, another run took this one
            {
                done.Add((folder, NotRun(plan, folder, refused.Message, terminal)));
            }
            catch (RecordWriteException unwritten)
            {
                canWrite = !unwritten.IsOfTheDisk; // on a full disk the next one would fare no better
                done.Add((folder, NotRun(plan, folder, unwritten.Message, terminal)));
            }
        }

        return done;
    }

    static RunSummary NotRun(Plan plan, string folder, string? because, Terminal terminal)
    {
        var left = Scheduler.Missing(plan, folder);
        return new(Completed: 0, Diverged: 0, Skipped: plan.Experiment.Runs.Count - left.Count, Failed: [], left, because)
        {
            Interrupted = terminal.Interrupted.IsCancellationRequested,
        };
    }

    IEnumerable<string> WorkerArguments(string runFolder) =>
        ["worker", runFolder, .. order.PluginFiles.SelectMany(file => new[] { "--plugin", Path.GetFullPath(file) })];
}
