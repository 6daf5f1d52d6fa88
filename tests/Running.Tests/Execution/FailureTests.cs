using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Running.Tests;

/// <summary>What plug-ins and people do to workers, with real processes.</summary>
public sealed class FailureTests : IDisposable
{
    readonly ToySchedule run = new();

    public void Dispose() => run.Dispose();

    [Theory]
    [InlineData("throw", "InvalidOperationException: The model file has the wrong size.")]
    [InlineData("kill", "killed by SIGKILL: often the system's out-of-memory killer")]
    [InlineData("abort", "killed by SIGABRT (native code gave up): Process terminated. native code gave up")]
    [InlineData("overflow", "killed by SIGABRT (native code gave up): Stack overflow. Repeated ")]
    [InlineData("matmul", "what():  mat1 and mat2 shapes cannot be multiplied (2x3 and 5x7)")]
    [InlineData("grad", "what():  element 0 of the input tensors does not require grad")]
    [InlineData("cummax", "what():  Dimension out of range")]
    [InlineData("cummin", "what():  Dimension out of range")]
    [InlineData("exit", "the worker ended with exit code 0 and no result")]
    public async Task A_worker_that_dies_is_a_failed_run_with_its_last_words(string deed, string reason)
    {
        var summary = await run.RunAsync(ToySchedule.Plan($"toy-misbehaving[deed={deed},at=8]"));
        summary.ExitCode.ShouldBe(1);
        summary.Failed.ShouldHaveSingleItem().reason.ShouldContain(reason);
        var result = run.TheRun.Result.ShouldNotBeNull();
        result.Status.ShouldBe(RunStatus.Failed);
        result.Steps.ShouldBeInRange(5, 8); // the last it reported: at least the last evaluation
        result.Metrics.Keys.ShouldContain("test/loss");
        File.ReadAllText(Path.Combine(run.TheRun.Folder, "stderr.log")).ShouldContain($"about to {deed}", Case.Insensitive);
    }

    [Theory]
    [InlineData("throw", "InvalidOperationException: The model file has the wrong size.")]
    [InlineData("type", "FormatException: The input string 'many' was not in a correct format.")]
    [InlineData("shape",
        "ExternalException: The size of tensor a (3) must match the size of tensor b (7) at non-singleton dimension 1", "\nframe #0: ")]
    public async Task A_stack_trace_goes_to_the_log_not_into_the_reason(string deed, string reason, string logged = "")
    {
        await run.RunAsync(ToySchedule.Plan($"toy-misbehaving[deed={deed}]"));
        run.TheRun.Result!.Reason.ShouldBe(reason);
        var log = File.ReadAllText(Path.Combine(run.TheRun.Folder, "stderr.log"));
        log.ShouldContain("   at AdaShift.Bench.Testing.ToyMisbehaving");
        log.ShouldContain(logged);
    }

    [Fact]
    public async Task A_diverged_run_is_a_result_and_is_not_tried_again()
    {
        var plan = ToySchedule.Plan("toy-misbehaving[deed=nan]");
        var first = await run.RunAsync(plan);
        (first.Diverged, first.ExitCode).ShouldBe((1, 0));
        (await run.RunAsync(plan)).Skipped.ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_run_is_tried_again_and_its_old_result_kept()
    {
        var plan = ToySchedule.Plan("toy-misbehaving[deed=throw]");
        await run.RunAsync(plan);
        var second = await run.RunAsync(plan);
        (second.Failed.Count, second.Skipped).ShouldBe((1, 0));
        File.Exists(Path.Combine(run.TheRun.Folder, "result.previous.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_failing_run_does_not_stop_the_others()
    {
        var plan = ToySchedule.Join(ToySchedule.Plan("toy-misbehaving[deed=kill]"), ToySchedule.Plan(seeds: 2));
        var summary = await run.RunAsync(plan, new(Jobs: 2));
        (summary.Completed, summary.Failed.Count, summary.ExitCode).ShouldBe((2, 1, 1));
    }

    [Fact]
    public async Task A_worker_that_cannot_be_started_is_a_failed_run_and_the_others_go_on()
    {
        var summary = await run.RunWithAsync(
            folder => folder.Contains("__s0__", StringComparison.Ordinal) ? new("no-such-program") : ToySchedule.Worker(folder),
            ToySchedule.Plan(seeds: 2));
        (summary.Completed, summary.ExitCode).ShouldBe((1, 1));
        summary.Failed.ShouldHaveSingleItem().reason.ShouldStartWith("could not be run: ");
        run.Records.Runs.Single(c => c.Spec.Seed == 0).Result!.Status.ShouldBe(RunStatus.Failed);
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_is_a_failed_run_and_keeps_its_result()
    {
        var plan = ToySchedule.Plan();
        await run.RunAsync(plan);
        var (record, result) = (Path.Combine(run.TheRun.Folder, "run.json"), Path.Combine(run.TheRun.Folder, "result.json"));
        var before = File.ReadAllText(result);
        File.Delete(record);
        File.CreateSymbolicLink(record, ReadError.OrSkip());

        (await run.RunAsync(plan)).Failed.ShouldHaveSingleItem().reason.ShouldStartWith("could not be run: ");
        File.ReadAllText(result).ShouldBe(before);
    }

    [Theory]
    [InlineData("", "is a file, not a folder. Move it away or name another folder.")]
    [InlineData("events.jsonl", "Cannot write '")]
    [InlineData("run.json.tmp", "Cannot write '")]
    [InlineData("checkpoints", "is a file, not a folder. Move it away or name another folder.")]
    public async Task Records_that_one_run_cannot_write_stop_no_other(string inTheWay, string reason)
    {
        var plan = ToySchedule.Plan(seeds: 2);
        var first = Path.Combine(run.Folder, plan.Experiment.Runs.Single(c => c.Value.Seed == 0).Key);
        if (inTheWay is "events.jsonl" or "run.json.tmp") Directory.CreateDirectory(Path.Combine(first, inTheWay));
        else await Block(Path.Combine(first, inTheWay).TrimEnd('/'));

        var summary = await run.RunAsync(plan);

        summary.StoppedBecause.ShouldBeNull();
        (summary.Completed, summary.Unfinished.Count, summary.ExitCode).ShouldBe((1, 0, 1));
        summary.Failed.ShouldHaveSingleItem().reason.ShouldContain(reason);

        static async Task Block(string path)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, "", TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData(28, true)]  // no space left
    [InlineData(30, true)]  // read-only file system
    [InlineData(13, false)] // permission denied
    public void Only_what_befalls_the_whole_disk_stops_a_run(int errno, bool isOfTheDisk) =>
        new RecordWriteException("x", new IOException("", errno)).IsOfTheDisk.ShouldBe(isOfTheDisk);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_observer_that_throws_stops_no_run(bool isOfTheTerminal)
    {
        Exception thrown = isOfTheTerminal ? new IOException("hung up") : new InvalidOperationException("a mistake");
        run.Observer.AtProgress = _ => throw thrown;
        var summary = await run.RunAsync(ToySchedule.Plan(seeds: 2));
        (summary.Completed, summary.ExitCode).ShouldBe((2, 0));
        summary.ObserverFault.ShouldBe(isOfTheTerminal ? null : thrown);
    }

    [Fact]
    public async Task A_hang_ends_by_the_runs_timeout()
    {
        var settings = new SchedulerSettings(RunTimeout: TimeSpan.FromSeconds(4)) { Grace = TimeSpan.FromSeconds(0.2) };
        var summary = await run.RunAsync(ToySchedule.Plan("toy-misbehaving[deed=hang,at=3]"), settings);
        summary.Failed.ShouldHaveSingleItem().reason.ShouldBe("timed out after 4 s");
    }

    [Fact]
    public async Task A_run_that_only_was_too_slow_goes_on_from_where_the_timeout_met_it()
    {
        var plan = ToySchedule.Plan("toy-quadratic[pause=100]", steps: 120); // 12 s of work
        // On a busy machine a worker may need more than the first timeout to begin; what never began cannot be resumed.
        for (var seconds = 4; !HasCheckpoint(); seconds *= 2)
        {
            var timedOut = await run.RunAsync(plan, new(RunTimeout: TimeSpan.FromSeconds(seconds)));
            timedOut.Failed.ShouldHaveSingleItem().reason.ShouldBe($"timed out after {seconds} s");
        }

        (await run.RunAsync(plan)).Completed.ShouldBe(1);
        run.TheRun.Result!.Resumptions.ShouldBe(1);

        bool HasCheckpoint() => Directory.Exists(run.Folder) &&
            Directory.EnumerateFiles(run.Folder, "*.safetensors", SearchOption.AllDirectories).Any();
    }

    [Fact]
    public async Task Stopping_leaves_checkpoints_and_the_same_run_goes_on_bit_for_bit()
    {
        using var whole = new ToySchedule();
        var plan = ToySchedule.Plan("toy-quadratic[pause=10]", seeds: 2, steps: 60);
        await whole.RunAsync(plan);

        using var stop = new CancellationTokenSource();
        run.Observer.AtProgress = p => { if (p.Step >= 10) stop.Cancel(); };
        var stopped = await run.RunAsync(plan, stop: stop.Token);
        (stopped.Unfinished.Count, stopped.ExitCode).ShouldBe((2, 130));
        run.Observer.Heard.ShouldContain("finished toy-momentum 0: interrupted");

        run.Observer.AtProgress = null;
        (await run.RunAsync(plan)).Completed.ShouldBe(2);
        run.Records.ShouldHaveTheNumbersOf(whole.Records);
    }

    [Fact]
    public async Task Resumed_runs_keep_their_threads()
    {
        var plan = ToySchedule.Plan("toy-quadratic[pause=10]", steps: 60);
        using var stop = new CancellationTokenSource();
        run.Observer.AtProgress = p => { if (p.Step >= 10) stop.Cancel(); };
        await run.RunAsync(plan, new(Jobs: 100), stop.Token);
        run.Observer.AtProgress = null;
        await run.RunAsync(plan, new(Jobs: 1));
        run.TheRun.Record!.Environment.Threads.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_that_goes_on_under_another_build_keeps_its_record_and_names_both()
    {
        var plan = ToySchedule.Plan("toy-quadratic[pause=10]", steps: 60);
        using var stop = new CancellationTokenSource();
        run.Observer.AtProgress = p => { if (p.Step >= 10) stop.Cancel(); };
        await run.RunAsync(plan, stop: stop.Token);
        run.Observer.AtProgress = null;
        run.PretendRunBy("0.0.1");
        await run.RunAsync(plan);

        run.TheRun.Record!.Environment.Harness.ShouldBe("0.0.1");
        var note = $"run by {HarnessBuild.OfThisProcess}, begun by AdaShift.Bench 0.0.1";
        run.TheRun.Events.Single(e => e.Kind == EventRecord.Resumed).Note.ShouldBe(note);
        run.Observer.Heard.ShouldContain($"note {note}");
    }

    [Fact]
    public async Task A_run_without_a_checkpoint_begins_anew_under_this_build()
    {
        var plan = ToySchedule.Plan();
        await run.RunWithAsync(_ => new("no-such-program"), plan);
        run.PretendRunBy("0.0.1");
        await run.RunAsync(plan);

        HarnessBuild.Of(run.TheRun.Record!.Environment).ShouldBe(HarnessBuild.OfThisProcess);
        run.TheRun.Events[0].Note.ShouldBeNull();
    }
}
