using System.Runtime.Versioning;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Running.Tests;

/// <summary>With real worker processes.</summary>
public sealed class SchedulerTests : IDisposable
{
    readonly ToySchedule run = new();

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task It_runs_every_run_seed_by_seed_and_then_has_nothing_to_do()
    {
        var plan = ToySchedule.Plan(seeds: 2, optimizers: ["toy-sgd", "toy-momentum"]);
        var first = await run.RunAsync(plan);
        (first.Completed, first.Skipped, first.ExitCode).ShouldBe((4, 0, 0));
        run.Observer.Heard.Where(h => h.StartsWith("started", StringComparison.Ordinal)).ShouldBe(
            ["started toy-sgd 0", "started toy-momentum 0", "started toy-sgd 1", "started toy-momentum 1"]);
        run.Observer.Progresses.ShouldContain(p => p.Metrics != null && p.Metrics.ContainsKey("test/loss"));

        var results = run.Records.Runs.Select(c => c.Result).ToList();
        var second = await run.RunAsync(plan);
        (second.Completed, second.Skipped, second.ExitCode).ShouldBe((0, 4, 0));
        run.Records.Runs.Select(c => c.Result!.Finished).ShouldBe(results.Select(r => r!.Finished));
    }

    [Fact]
    public async Task A_run_says_what_it_is_and_where_it_ran()
    {
        await run.RunAsync(ToySchedule.Plan());
        var record = run.TheRun.Record.ShouldNotBeNull();
        record.Workload.Name.ShouldBe("toy-quadratic");
        record.Sources.ShouldBe(
            new Dictionary<string, string?> { ["toy-momentum"] = "Test", ["toy-quadratic"] = "Test" }, ignoreOrder: true);
        var here = record.Environment;
        (here.Device, here.Threads, here.Cores).ShouldBe(("cpu", 1, Environment.ProcessorCount));
        foreach (var fact in new[] { here.Cpu, here.Os, here.DotNet }) fact.ShouldNotBeNullOrWhiteSpace();
        var engine = LibTorch.Read();
        (here.LibTorch, here.Blas, here.ParallelBackend).ShouldBe((engine.Version, engine.Blas, engine.Parallel));
        here.Variables["OMP_NUM_THREADS"].ShouldBe($"{here.Threads}");
        here.Variables["MALLOC_TOP_PAD_"].ShouldBe("67108864");
        here.Variables["DOTNET_TieredCompilation"].ShouldBe("0");
        here.Variables["DOTNET_GCgen0size"].ShouldBe("400000");
        here.Variables["ADASHIFT_FLUSH_DENORMAL"].ShouldBe("1");
        run.TheRun.Result!.PeakMemoryBytes.ShouldBeGreaterThan(10_000_000);
        run.TheRun.Result!.ParameterCount.ShouldBe(4);
        if (File.Exists("/proc/self/schedstat")) run.TheRun.Result!.Processor.ShouldNotBeNull().Used.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Workers_in_parallel_share_the_cores_and_give_the_same_numbers()
    {
        using var serial = new ToySchedule();
        var plan = ToySchedule.Plan(seeds: 3);
        await serial.RunAsync(plan);
        await run.RunAsync(plan, new(Jobs: 3));
        run.Records.Runs.Select(c => c.Record!.Environment.Threads).Distinct().ShouldBe([Math.Max(1, Environment.ProcessorCount / 3)]);
        Losses(run).ShouldBe(Losses(serial));

        static List<double> Losses(ToySchedule run) => [.. run.Records.Runs.Select(c => c.Result!.Metrics["test/loss"])];
    }

    [Fact]
    public async Task More_runs_for_the_same_folder_forget_nothing()
    {
        await run.RunAsync(ToySchedule.Plan(seeds: 1, optimizers: ["toy-sgd"]));
        var summary = await run.RunAsync(ToySchedule.Plan(seeds: 2, optimizers: ["toy-momentum", "toy-sgd"]));
        (summary.Completed, summary.Skipped).ShouldBe((3, 1));
        run.Records.Runs.Count.ShouldBe(4);
        run.Records.Experiment.Labels.ShouldBe(["toy-sgd", "toy-momentum"]);
    }

    [Fact]
    public async Task Every_command_that_added_runs_is_kept_once()
    {
        Plan[] plans = [ToySchedule.Plan(seeds: 1), ToySchedule.Plan(seeds: 2)];
        foreach (var plan in plans.Append(plans[0])) await run.RunAsync(plan);
        run.Records.Experiment.Command.Split('\n').ShouldBe(plans.Select(p => p.Experiment.Command));
    }

    [Fact]
    public async Task Done_runs_of_another_build_stay_and_are_named()
    {
        var plan = ToySchedule.Plan(seeds: 2);
        await run.RunAsync(plan);
        await run.RunAsync(plan);
        run.Observer.Heard.ShouldNotContain(h => h.StartsWith("note", StringComparison.Ordinal));

        run.PretendRunBy("0.0.1");
        (await run.RunAsync(plan)).Skipped.ShouldBe(2);
        run.Observer.Heard[^1].ShouldBe($"note 2 runs were run by AdaShift.Bench 0.0.1, this is {HarnessBuild.OfThisProcess}: " +
            "they are kept; use another folder to repeat them");
    }

    [Theory]
    [InlineData("0.1.0+0123456789abcdef", "0.1.0+0123456789abcdef", false)]
    [InlineData("0.1.0+0123456789abcdef", "0.1.0+0123456789abcdef+dirty", true)]
    [InlineData("0.1.0+0123456789abcdef", "0.1.0", false)] // whose commit is not known
    [InlineData("0.1.0", "0.2.0", true)]
    public void Builds_differ_by_version_and_commit(string one, string other, bool differs) =>
        HarnessBuild.Parse(one).DiffersFrom(HarnessBuild.Parse(other)).ShouldBe(differs);

    [Theory]
    [InlineData("0.1.0", "AdaShift.Bench 0.1.0")]
    [InlineData("0.1.0+0123456789abcdef", "AdaShift.Bench 0.1.0 (commit 0123456)")]
    [InlineData("0.1.0+0123456789abcdef+dirty", "AdaShift.Bench 0.1.0 (commit 0123456+dirty)")]
    public void A_build_is_named_as_git_names_it(string version, string name) => HarnessBuild.Parse(version).ToString().ShouldBe(name);

    [Fact]
    public async Task Other_work_under_the_same_label_is_refused()
    {
        await run.RunAsync(ToySchedule.Plan(steps: 10));
        var refused = await Should.ThrowAsync<RecordException>(() => run.RunAsync(ToySchedule.Plan(steps: 11)));
        refused.Message.ShouldContain("'toy-momentum' was planned differently");
        refused.Message.ShouldContain("10 steps, now 11 steps");
        run.Records.Runs.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(5L, null, "evaluated every 5 steps, now evaluated every step")]
    [InlineData(5L, 21L, "evaluated every 5 steps, now evaluated at the end")]
    [InlineData(5L, 10L, "evaluated every 5 steps, now evaluated every 10 steps")]
    public async Task Another_interval_of_evaluations_is_said_in_words(long? first, long? second, string difference)
    {
        await run.RunAsync(Evaluated(first, seeds: 1));
        var refused = await Should.ThrowAsync<RecordException>(() => run.RunAsync(Evaluated(second, seeds: 2)));
        refused.Message.ShouldContain($": {difference}). ");

        static Plan Evaluated(long? every, int seeds)
        {
            var plan = ToySchedule.Plan(seeds: seeds);
            var specs = plan.Experiment.Runs.Values.Select(s => s with { Length = s.Length with { EvaluateEverySteps = every } });
            return plan with { Experiment = plan.Experiment with { Runs = specs.ToDictionary(RunName.Of, StringComparer.Ordinal) } };
        }
    }

    [Fact]
    public async Task Another_experiments_folder_is_refused()
    {
        await run.RunAsync(ToySchedule.Plan());
        var refused = await Should.ThrowAsync<RecordException>(() => run.RunAsync(ToySchedule.Plan("toy-sequence")));
        refused.Message.ShouldContain("holds 'toy-quadratic' (custom), not 'toy-sequence' (custom)");
    }

    [Fact]
    public async Task A_damaged_plan_is_kept_aside_and_written_anew()
    {
        var plan = ToySchedule.Plan();
        await run.RunAsync(plan);
        var file = Path.Combine(run.Folder, ExperimentRecord.FileName);
        var half = File.ReadAllText(file)[..200];
        File.WriteAllText(file, half);
        Should.Throw<RecordException>(() => run.Records).Message.ShouldEndWith(
            " Delete it and repeat its command: the file is written again, and finished runs are not repeated.");

        Scheduler.Validate(plan, run.Folder).ShouldBeNull();
        (await run.RunAsync(plan)).Skipped.ShouldBe(1);
        run.TheRun.Result!.Status.ShouldBe(RunStatus.Completed);
        File.ReadAllText(Path.Combine(run.Folder, "experiment.unreadable.json")).ShouldBe(half);
        run.Observer.Heard[^1].ShouldStartWith($"note '{file}' was damaged and is kept as experiment.unreadable.json.");
    }

    [Fact]
    public async Task A_plan_of_a_later_version_is_left_alone()
    {
        var plan = ToySchedule.Plan();
        await run.RunAsync(plan);
        var file = Path.Combine(run.Folder, ExperimentRecord.FileName);
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"formatVersion\": 2", "\"formatVersion\": 9", StringComparison.Ordinal));

        Scheduler.Validate(plan, run.Folder).ShouldNotBeNull().ShouldEndWith("This version reads 2.");
    }

    [Fact]
    public async Task Two_runs_on_one_folder_are_refused()
    {
        Task<RecordException>? second = null;
        run.Observer.AtProgress = _ => second ??= Should.ThrowAsync<RecordException>(() => run.RunAsync(ToySchedule.Plan()));
        await run.RunAsync(ToySchedule.Plan());
        (await second!).Message.ShouldContain($"Another run (process {Environment.ProcessId}) is at work");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        var plan = ToySchedule.Plan();
        var executor = new Scheduler(
            ToyRun.Catalog, _ => throw new InvalidOperationException("no run may start"), new(), TimeProvider.System);
        var refused = await Should.ThrowAsync<RecordWriteException>(
            () => executor.RunAsync(plan, "/proc/no-such/run", run.Observer, CancellationToken.None));
        refused.Message.ShouldStartWith("Cannot write '/proc/no-such/run'");
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task A_read_only_folder_is_named()
    {
        Assert.SkipWhen(Environment.UserName == "root", "root may write anywhere");
        Directory.CreateDirectory(run.Folder);
        File.SetUnixFileMode(run.Folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            var refused = await Should.ThrowAsync<RecordWriteException>(() => run.RunAsync(ToySchedule.Plan()));
            refused.Message.ShouldContain("make the folder writable");
        }
        finally
        {
            File.SetUnixFileMode(run.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
