using System.Diagnostics;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Running.Tests;

/// <summary>kill -9 and Ctrl-C of the run itself, in a process of its own.</summary>
public sealed class KillTests : IDisposable
{
    const string Workload = "toy-quadratic[pause=5]";
    const int Steps = 100;

    readonly ToySchedule run = new();

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task After_kill_9_of_the_run_its_workers_leave_and_the_same_command_ends_bit_identical()
    {
        using var whole = new ToySchedule();
        using (var undisturbed = whole.StartRun(Workload, Steps, "2", 2)) await Exit(undisturbed, 0);

        using (var killed = run.StartRun(Workload, Steps, "2", 2))
        {
            await ToySchedule.Until(HasCheckpoint);
            killed.Kill(); // SIGKILL
            await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        using (var again = run.StartRun(Workload, Steps, "2", 2)) await Exit(again, 0);
        run.Records.ShouldHaveTheNumbersOf(whole.Records);
        run.Records.Runs.Max(c => c.Result!.Resumptions).ShouldBe(1);
    }

    [Fact]
    public async Task After_kill_9_of_a_worker_the_same_command_ends_bit_identical()
    {
        using var whole = new ToySchedule();
        using (var undisturbed = whole.StartRun(Workload, Steps, "1", 1)) await Exit(undisturbed, 0);

        using (var disturbed = run.StartRun(Workload, Steps, "1", 1))
        {
            await ToySchedule.Until(HasCheckpoint);
            Process.GetProcessById(Worker).Kill();
            await Exit(disturbed, 1);
        }
        run.TheRun.Result!.Reason!.ShouldContain("SIGKILL");
        using (var again = run.StartRun(Workload, Steps, "1", 1)) await Exit(again, 0);
        run.Records.ShouldHaveTheNumbersOf(whole.Records);
    }

    [Fact]
    public async Task A_worker_that_hangs_does_not_outlive_the_run()
    {
        using var killed = run.StartRun("toy-misbehaving[deed=hang,at=3]", Steps, "1", 1);
        var last = "about to hang";
        await ToySchedule.Until(() => HasCheckpoint() && File.ReadAllText(ErrorLog).Contains(last, StringComparison.OrdinalIgnoreCase));
        using var worker = Process.GetProcessById(Worker);
        killed.Kill();
        await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Interrupted_it_says_130()
    {
        using var process = run.StartRun("toy-quadratic[pause=50]", Steps, "1", 1); // long enough that 'kill' comes first on a busy machine
        await ToySchedule.Until(HasCheckpoint);
        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"])) await Exit(kill, 0);
        await Exit(process, 130);
        run.TheRun.Result.ShouldBeNull();
    }

    int Worker => int.Parse(File.ReadAllText(Path.Combine(run.TheRun.Folder, ".lock-holder")));

    string ErrorLog => Path.Combine(run.TheRun.Folder, "stderr.log");

    static async Task Exit(Process process, int code)
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(code);
    }

    bool HasCheckpoint()
    {
        try
        {
            return run.Records.Runs.Any(c => new CheckpointFolder(new RunFolder(c.Folder).Checkpoints).NewestFirst().Count > 0);
        }
        catch (RecordException)
        {
            return false; // not even planned yet
        }
    }
}
