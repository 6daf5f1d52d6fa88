using System.Diagnostics;
using AdaShift.Bench.Optim;
using AdaShift.Bench.Testing;

namespace AdaShift.Bench.Running.Tests;

/// <summary>A plan over toy plug-ins, run by real worker processes in a folder of its own.</summary>
sealed class ToySchedule : IDisposable
{
    static readonly string Host = Path.Combine(AppContext.BaseDirectory, "AdaShift.Bench.Testing.Host");

    readonly TempFolder temp = new();

    public string Folder => temp["run"];

    public RecordingObserver Observer { get; } = new();

    public static Plan Plan(string workload = "toy-quadratic", int seeds = 1, long steps = 20, params string[] optimizers) =>
        new Planner(ToyRun.Catalog).Plan(
            Experiment.FromOptions(
                workload, optimizers.Length == 0 ? ["toy-momentum"] : optimizers, new(Steps: steps, EvaluateEverySteps: 5),
                SeedList.Count(seeds)),
            new(ExperimentProfile.Custom));

    /// <summary>Two plans of one experiment as one.</summary>
    public static Plan Join(Plan one, Plan other) => one with
    {
        Experiment = one.Experiment with
        {
            Runs = one.Experiment.Runs.Concat(other.Experiment.Runs).ToDictionary(StringComparer.Ordinal),
            Labels = [.. one.Experiment.Labels.Union(other.Experiment.Labels, StringComparer.Ordinal)],
        },
        Workloads = one.Workloads.Concat(other.Workloads).DistinctBy(w => w.Key).ToDictionary(StringComparer.Ordinal),
    };

    public Task<RunSummary> RunAsync(Plan plan, SchedulerSettings? settings = null, CancellationToken stop = default) =>
        new Scheduler(ToyRun.Catalog, Worker, settings ?? new(), TimeProvider.System).RunAsync(plan, Folder, Observer, stop);

    /// <summary>With other workers than ours.</summary>
    public Task<RunSummary> RunWithAsync(Func<string, ProcessStartInfo> startWorker, Plan plan) =>
        new Scheduler(ToyRun.Catalog, startWorker, new(), TimeProvider.System).RunAsync(plan, Folder, Observer, CancellationToken.None);

    public static ProcessStartInfo Worker(string runFolder) => Start("worker", runFolder);

    /// <summary>Writes another build of the harness into every run; all must have begun.</summary>
    public void PretendRunBy(string version)
    {
        foreach (var run in Records.Runs)
        {
            var environment = run.Record!.Environment with { Harness = version, Commit = null };
            new RunFolder(run.Folder).Write(run.Record with { Environment = environment });
        }
    }

    /// <summary>The whole run in a process of its own, which can be killed.</summary>
    public Process StartRun(string workload, long steps, string seeds, int jobs) =>
        Process.Start(Start("run", Folder, workload, "toy-momentum", $"{steps}", seeds, $"{jobs}"))!;

    public RecordedExperiment Records => RecordedExperiment.Read(Folder);

    public RecordedRun TheRun => Records.Runs.ShouldHaveSingleItem();

    /// <summary>Waits until a condition on the files holds; a minute at most.</summary>
    public static async Task Until(Func<bool> holds)
    {
        for (int i = 0; i < 6000 && !holds(); i++) await Task.Delay(10, TestContext.Current.CancellationToken);
        holds().ShouldBeTrue("waited a minute for it");
    }

    public void Dispose() => temp.Dispose();

    static ProcessStartInfo Start(params string[] arguments) =>
        new(Host, arguments) { Environment = { ["TEST_CHECKPOINT_SECONDS"] = "0.02" } };
}
