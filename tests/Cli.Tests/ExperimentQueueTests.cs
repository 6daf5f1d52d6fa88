using AdaShift.Bench.Optim;
using AdaShift.Bench.Running;
using AdaShift.Bench.Testing;

namespace AdaShift.Bench.Cli.Tests;

/// <summary>Several experiments of which some cannot run. No worker starts here.</summary>
public sealed class ExperimentQueueTests : IDisposable
{
    static readonly PluginCatalog catalog = PluginCatalog.Discover([typeof(ToyQuadratic).Assembly], []);

    readonly TempFolder temp = new();
    readonly StringWriter output = new() { NewLine = "\n" };
    readonly StringWriter error = new() { NewLine = "\n" };

    public void Dispose()
    {
        temp.Dispose();
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public void Every_folder_that_cannot_be_used_is_named_before_anything_runs()
    {
        var (other, locked, twice) = (Plan("toy-quadratic"), Plan("toy-sequence"), Plan("toy-two-player"));
        var queue = Queue(temp["runs"], other, locked, twice, twice);
        Record(queue.FolderOf(other), other.Experiment with { Profile = "paper" });
        Directory.CreateDirectory(queue.FolderOf(locked));
        using var held = new FileStream(
            Path.Combine(queue.FolderOf(locked), ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        var problems = Should.Throw<PlanException>(() => queue.CheckFolders()).Problems;

        problems.Count.ShouldBe(3);
        problems[0].ShouldStartWith("2 experiments are named 'toy-two-player' and would share");
        problems[1].ShouldContain("holds 'toy-quadratic' (paper), not 'toy-quadratic' (custom)");
        problems[2].ShouldStartWith("Another run is at work in");
        Directory.EnumerateFiles(queue.FolderOf(other)).Select(file => Path.GetFileName(file)).ShouldBe(["experiment.json"]);
        Directory.Exists(queue.FolderOf(twice)).ShouldBeFalse();
    }

    [Fact]
    public void Folders_that_are_new_or_hold_the_same_work_are_fine()
    {
        var (fresh, same) = (Plan("toy-quadratic"), Plan("toy-sequence"));
        var queue = Queue(temp["runs"], fresh, same);
        Record(queue.FolderOf(same), same.Experiment);

        Should.NotThrow(() => queue.CheckFolders());
    }

    [Fact]
    public async Task An_experiment_whose_folder_was_taken_in_the_meantime_stops_no_other()
    {
        Plan[] plans = [Plan("toy-quadratic"), Plan("toy-sequence")];
        var queue = Queue(temp["runs"], plans);
        foreach (var plan in plans) Record(queue.FolderOf(plan), plan.Experiment with { Profile = "paper" });

        var runs = await queue.RunAsync(Terminal());

        runs.Select(run => run.Summary.Unfinished.Count).ShouldBe([1, 1]);
        foreach (var (_, summary) in runs) summary.StoppedBecause.ShouldNotBeNull().ShouldEndWith("Give another folder.");
        RunReport.Write(runs, Terminal()).ShouldBe(ExitCode.Failed);
        output.ToString().ShouldContain("\nRun the same command to continue.\n");
        error.ToString().ShouldContain("holds 'toy-sequence' (paper)");
    }

    [Fact]
    public async Task An_experiment_whose_folder_cannot_be_written_stops_no_other()
    {
        Plan[] plans = [Plan("toy-quadratic"), Plan("toy-sequence")];

        var runs = await Queue("/proc/no-such/runs", plans).RunAsync(Terminal());

        runs[0].Summary.StoppedBecause.ShouldNotBeNull().ShouldStartWith("Cannot write '/proc/no-such/runs");
        runs[1].Summary.StoppedBecause.ShouldNotBeNull().ShouldStartWith("Cannot write '/proc/no-such/runs");
        runs.Select(run => run.Summary.Unfinished.Count).ShouldBe([1, 1]);
        RunReport.Write(runs, Terminal()).ShouldBe(ExitCode.Failed);
        output.ToString().ShouldNotContain("Report:");
    }

    [Fact]
    public async Task What_was_not_reached_before_an_interrupt_is_left_to_the_same_command()
    {
        using var interrupt = new CancellationTokenSource();
        await interrupt.CancelAsync();

        var runs = await Queue(temp["runs"], Plan("toy-quadratic")).RunAsync(Terminal(interrupt.Token));

        RunReport.Write(runs, Terminal(interrupt.Token)).ShouldBe(ExitCode.Interrupted);
        output.ToString().ShouldEndWith("1 unfinished\nInterrupted. Run the same command to continue.\n");
        Directory.Exists(temp["runs"]).ShouldBeFalse();
    }

    static Plan Plan(string workload) => new Planner(catalog).Plan(
        Experiment.FromOptions(workload, ["toy-sgd"], new(Steps: 5)), new(ExperimentProfile.Custom));

    static ExperimentQueue Queue(string folder, params Plan[] plans) => new(plans, folder, new(), catalog);

    static void Record(string folder, ExperimentRecord experiment)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, ExperimentRecord.FileName), RecordJson.Write(experiment));
    }

    Terminal Terminal(CancellationToken interrupted = default) =>
        new(output, error, Live: false, _ => null, new FakeTime(), interrupted);
}
