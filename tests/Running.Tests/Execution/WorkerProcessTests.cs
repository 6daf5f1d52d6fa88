using AdaShift.Bench.Testing;

namespace AdaShift.Bench.Running.Tests;

public sealed class WorkerProcessTests : IDisposable
{
    readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public async Task Its_memory_is_seen_though_it_says_nothing()
    {
        Assert.SkipUnless(File.Exists("/bin/dd") && Directory.Exists("/proc/self"), "Needs dd and /proc.");

        var exit = await Run("/bin/dd", ["if=/dev/zero", "of=/dev/null", "bs=300M", "count=12"], new(new RecordingObserver()));

        exit.PeakMemoryBytes.ShouldBeInRange(300_000_000, 400_000_000);
        (exit with { Code = 137 }).Reason(null).ShouldContain("(it had used at least 0.3 GB)");
    }

    /// <summary>A pipe holds 64 KiB: whoever stopped reading would leave the worker standing in the middle of its words.</summary>
    [Fact]
    public async Task It_is_read_to_the_end_whatever_listening_to_it_throws()
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "There is no shell here.");
        const int lines = 3000;
        var message = new WorkerMessage(WorkerMessageKind.Progress, Text: new string('a', 100)).Write();
        var heard = 0;
        var gate = new ObserverGate(new RecordingObserver
        {
            AtProgress = _ => throw new InvalidOperationException($"mistake {++heard}"),
        });

        var exit = await Run("/bin/sh", ["-c", FormattableString.Invariant($"yes '{message}' | head -n {lines}")], gate);

        (exit.Code, exit.TimedOut, heard).ShouldBe((0, false, lines));
        gate.Fault.ShouldNotBeNull().Message.ShouldBe("mistake 1");
    }

    Task<WorkerExit> Run(string program, string[] arguments, ObserverGate observer)
    {
        var (name, spec) = ToySchedule.Plan().Experiment.Runs.Single();
        var worker = new WorkerProcess(
            new(name, spec), new(program, arguments), temp["stderr.log"], new(RunTimeout: TimeSpan.FromMinutes(1)), TimeProvider.System,
            observer);
        return worker.RunAsync(TestContext.Current.CancellationToken);
    }
}
