using System.Diagnostics;

namespace AdaShift.Bench.Running;

/// <summary>Runs the missing runs of a plan in worker processes, several at a time. A run that fails does not stop the others.</summary>
/// <param name="startWorker">How to start a worker on a folder; pipes and environment are added. See <see cref="ThisProgram"/>.</param>
public sealed class Scheduler(
    PluginCatalog catalog, Func<string, ProcessStartInfo> startWorker, SchedulerSettings settings, TimeProvider time)
{
    /// <summary>Starts this program again with other arguments.</summary>
    public static ProcessStartInfo ThisProgram(params IEnumerable<string> arguments)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is not known.");
        // Started as 'dotnet program.dll', the process is dotnet and the program its first argument.
        string[] prefix = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        return new(program, [.. prefix, .. arguments]);
    }

    /// <summary>The runs that <see cref="RunAsync"/> would run now, in order.</summary>
    /// <param name="folder">The experiment's; it need not exist.</param>
    public static IReadOnlyList<PlannedRun> Missing(Plan plan, string folder) =>
        [.. InOrder(plan.Experiment).Where(run => !IsDone(folder, run))];

    /// <param name="folder">The experiment's; it need not exist.</param>
    /// <returns>Why <see cref="RunAsync"/> would refuse the folder, as far as can be told without writing; null if it would not.</returns>
    public static string? Validate(Plan plan, string folder)
    {
        folder = Path.GetFullPath(folder);
        return FolderLock.Validate(folder) ?? ExperimentFolder.Validate(folder, plan.Experiment);
    }

    /// <param name="folder">The experiment's; created if it does not exist.</param>
    /// <param name="stop">Asks the workers for checkpoints; the same call continues from there.</param>
    /// <exception cref="RecordException">Another process works in the folder, or it holds other work.</exception>
    /// <exception cref="RecordWriteException">The folder cannot be written.</exception>
    public async Task<RunSummary> RunAsync(Plan plan, string folder, IRunObserver observer, CancellationToken stop)
    {
        folder = Path.GetFullPath(folder);
        RecordWriteException.Guard(folder, () => Directory.CreateDirectory(folder));
        using var held = FolderLock.Take(folder, TimeSpan.Zero);
        var damage = ExperimentFolder.Add(folder, plan.Experiment);

        var runs = InOrder(plan.Experiment).ToLookup(run => IsDone(folder, run));
        PlannedRun[] missing = [.. runs[false]], done = [.. runs[true]];
        var gate = new ObserverGate(observer);
        gate.Tell(o => o.Planned(missing, done));
        if (damage is not null) gate.Tell(o => o.Note(damage));
        if (OtherBuilds(folder, done) is { } builds) gate.Tell(o => o.Note(builds));

        var (results, stoppedBecause) = missing.Length == 0 ? ([], null) : await RunAllAsync(plan, folder, missing, gate, stop);
        return RunSummary.Of(missing.Zip(results), done.Length) with
        {
            StoppedBecause = stoppedBecause, Interrupted = stop.IsCancellationRequested, ObserverFault = gate.Fault,
        };
    }

    async Task<(ResultRecord?[] Results, string? StoppedBecause)> RunAllAsync(
        Plan plan, string folder, PlannedRun[] missing, ObserverGate gate, CancellationToken stop)
    {
        var environment = EnvironmentProbe.Read(missing[0].Spec.Device, settings.Threads);
        var results = new ResultRecord?[missing.Length];
        string? stoppedBecause = null;
        await Parallel.ForEachAsync(
            missing.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = settings.Jobs, CancellationToken = CancellationToken.None },
            async (next, _) =>
            {
                // On a full disk every further run would fail too.
                if (stop.IsCancellationRequested || Volatile.Read(ref stoppedBecause) is not null) return;
                var attempt = new RunAttempt(next.Item, new(Path.Combine(folder, next.Item.Name)), settings, time, gate);
                results[next.Index] = await attempt.RunAsync(() => Describe(next.Item.Spec, plan, environment), startWorker, stop);
                if (attempt.DiskProblem is { } problem) Volatile.Write(ref stoppedBecause, problem);
            });
        return (results, stoppedBecause);
    }

    /// <summary>The <c>run.json</c> of a new run.</summary>
    RunRecord Describe(RunSpec spec, Plan plan, EnvironmentRecord environment)
    {
        Plugin?[] plugins =
        [
            catalog.Find<Subject>(spec.Workload),
            .. spec.Optimizers.Values.Select(catalog.Find<UpdateRule>),
            spec.Schedule is null ? null : catalog.Find<Schedule>(spec.Schedule),
            spec.Clip is null ? null : catalog.Find<GradientClip>(spec.Clip),
            .. spec.Probes.Select(catalog.Find<Probe>),
        ];
        var sources = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var plugin in plugins.OfType<Plugin>()) sources[plugin.Name] = plugin.Source;
        return new(
            RecordJson.FormatVersion, spec, plan.Workloads[spec.Workload], sources, [.. plan.PluginFiles.Select(Path.GetFullPath)],
            environment, time.GetUtcNow());
    }

    /// <summary>Seed by seed, so that an interrupted experiment has comparable runs.</summary>
    static IEnumerable<PlannedRun> InOrder(ExperimentRecord experiment)
    {
        var labels = experiment.Labels.ToList();
        return experiment.Runs
            .Select(run => new PlannedRun(run.Key, run.Value))
            .OrderBy(run => run.Spec.Seed)
            .ThenBy(run => run.Spec.Workload, StringComparer.Ordinal)
            .ThenBy(run => labels.IndexOf(run.Spec.Label))
            .ThenBy(run => run.Name, StringComparer.Ordinal);
    }

    static bool IsDone(string folder, PlannedRun run)
    {
        var there = new RunFolder(Path.Combine(folder, run.Name));
        try
        {
            return there.ReadResult() is { Status: RunStatus.Completed or RunStatus.Diverged } && there.ReadRecordOf(run.Spec) is not null;
        }
        catch (RecordException)
        {
            return false; // its attempt will meet the same disk error and report it
        }
    }

    /// <summary>A run is done if its spec is the same, whichever build of the harness ran it.</summary>
    /// <returns>Which finished runs are from other builds; null if none is known to be.</returns>
    static string? OtherBuilds(string folder, PlannedRun[] done)
    {
        var here = HarnessBuild.OfThisProcess;
        var others = done
            .Select(run => new RunFolder(Path.Combine(folder, run.Name)).ReadRecord())
            .OfType<RunRecord>()
            .Select(record => HarnessBuild.Of(record.Environment))
            .Where(build => build.DiffersFrom(here))
            .GroupBy(build => build)
            .Select(runs => $"{(runs.Count() == 1 ? "1 run was" : $"{runs.Count()} runs were")} run by {runs.Key}")
            .ToList();
        return others.Count == 0 ? null
            : $"{string.Join(", ", others)}, this is {here}: they are kept; use another folder to repeat them";
    }
}
