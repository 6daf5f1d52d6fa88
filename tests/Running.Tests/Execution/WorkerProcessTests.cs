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
        var worker = new WorkerProcess(
            new("/bin/dd", ["if=/dev/zero", "of=/dev/null", "bs=300M", "count=12"]), new RunFolder(temp.Path),
            new SchedulerSettings(RunTimeout: TimeSpan.FromMinutes(1)), TimeProvider.System, _ => { });

        var exit = await worker.RunAsync(TestContext.Current.CancellationToken);

        exit.PeakMemoryBytes.ShouldBeInRange(300_000_000, 400_000_000);
        (exit with { Code = 137 }).Reason(null).ShouldContain("(it had used at least 0.3 GB)");
    }

    /// <summary>A pipe holds 64 KiB: whoever stopped reading would leave the worker standing in the middle of its words.</summary>
    [Fact]
    public async Task It_is_read_to_the_end_whatever_listening_to_it_throws()
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "There is no shell here.");
        const int lines = 3000;
        var message = new WorkerMessage(WorkerMessageKind.Note, Text: new string('a', 100)).Write();
        var heard = 0;
        var worker = new WorkerProcess(
            new("/bin/sh", ["-c", FormattableString.Invariant($"yes '{message}' | head -n {lines}")]), new RunFolder(temp.Path),
            new SchedulerSettings(RunTimeout: TimeSpan.FromMinutes(1)), TimeProvider.System,
            _ => throw new InvalidOperationException($"mistake {++heard}"));

        var exit = await worker.RunAsync(TestContext.Current.CancellationToken);

        (exit.Code, exit.TimedOut, heard).ShouldBe((0, false, lines));
        exit.ListeningFault.ShouldNotBeNull().Message.ShouldBe("mistake 1");
    }
}
