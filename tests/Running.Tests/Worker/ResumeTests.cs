using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Running.Tests;

[Collection(GlobalGenerator.Tests)]
public sealed class ResumeTests
{
    const int Steps = 13;

    static readonly Dictionary<string, string> TwoOptimizers = new() { ["generator"] = "toy-momentum", ["critic"] = "toy-sgd[lr=0.01]" };

    static ToyRun New(string workload) => new(workload, Steps, workload == "toy-two-player" ? TwoOptimizers : null);

    public static TheoryData<string> Workloads => ["toy-quadratic", "toy-two-player", "toy-sequence"];

    [Theory, MemberData(nameof(Workloads))]
    public void Stopped_at_any_step_it_ends_bit_identical(string workload)
    {
        using var whole = New(workload);
        whole.Run().ShouldBe(RunStatus.Completed);

        for (long at = 1; at < Steps; at++)
        {
            using var broken = New(workload);
            using var stop = new CancellationTokenSource();
            broken.Run(stop: stop.Token, atProgress: step => { if (step == at) stop.Cancel(); }).ShouldBeNull();
            broken.Records.Result.ShouldBeNull();
            broken.Run().ShouldBe(RunStatus.Completed);
            broken.ShouldEqual(whole);
            broken.Records.Result!.Resumptions.ShouldBe(1);
        }
    }

    [Theory, MemberData(nameof(Workloads))]
    public void Dead_at_any_step_it_ends_bit_identical(string workload)
    {
        using var whole = New(workload);
        whole.Run();

        for (long at = 1; at < Steps; at++)
        {
            using var broken = New(workload);
            Should.Throw<Death>(() => broken.Run(checkpointEvery: 3, atProgress: step => { if (step == at) throw new Death(); }));
            broken.Run().ShouldBe(RunStatus.Completed);
            broken.ShouldEqual(whole);
        }
    }

    [Fact]
    public void Dying_again_and_again_it_still_arrives()
    {
        using var whole = New("toy-two-player");
        whole.Run();
        using var broken = New("toy-two-player");
        for (long at = 3; at < Steps; at += 3)
            Should.Throw<Death>(() => broken.Run(checkpointEvery: 2, atProgress: step => { if (step == at) throw new Death(); }));
        broken.Run().ShouldBe(RunStatus.Completed);
        broken.ShouldEqual(whole);
        broken.Records.Events.Count(e => e.Kind == EventRecord.Resumed).ShouldBe(4);
    }

    [Fact]
    public void Seconds_add_up_over_the_pieces()
    {
        using var run = new ToyRun(steps: 20);
        using var stop = new CancellationTokenSource();
        run.Run(stop: stop.Token, atProgress: step => { if (step == 10) stop.Cancel(); });
        run.Time.Advance(1_000_000);
        run.Run();
        run.Records.Result!.Seconds.Training.ShouldBe(20); // the fake clock moves one second a step
    }

    [Fact]
    public void Processor_seconds_add_up_over_the_pieces_too()
    {
        Assert.SkipUnless(File.Exists("/proc/self/schedstat"), "This system does not count.");
        using var run = new ToyRun(steps: 20);
        using var stop = new CancellationTokenSource();
        run.Run(stop: stop.Token, atProgress: step => { if (step == 10) stop.Cancel(); });
        var first = run.Newest(checkpoint => checkpoint).Processor.ShouldNotBeNull();
        run.Run();

        first.Used.ShouldBeGreaterThan(0);
        run.Records.Result!.Processor.ShouldNotBeNull().Used.ShouldBeGreaterThan(first.Used);
    }

    [Fact]
    public void Where_one_piece_was_not_counted_the_sum_is_left_out()
    {
        using var run = new ToyRun(steps: 20);
        using var stop = new CancellationTokenSource();
        run.Run(stop: stop.Token, atProgress: step => { if (step == 10) stop.Cancel(); });
        run.Newest(checkpoint => checkpoint with { Processor = null });

        run.Run().ShouldBe(RunStatus.Completed);
        run.Notes.ShouldBeEmpty();
        run.Records.Result!.Processor.ShouldBeNull();
    }

    [Fact]
    public void Nothing_is_recorded_twice_when_stopped_before_the_first_step()
    {
        using var run = new ToyRun();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        run.Run(stop: stop.Token).ShouldBeNull();
        run.Run().ShouldBe(RunStatus.Completed);
        run.Records.Evaluations.Select(e => e.Step).ShouldBe([0L, 4, 8, 12, 16, 20]);
    }

    [Fact]
    public void A_finished_run_that_lost_its_result_only_writes_it_again()
    {
        using var run = new ToyRun();
        run.Run();
        var numbers = run.Numbers;
        File.Delete(run.File(ResultRecord.FileName));
        run.Run().ShouldBe(RunStatus.Completed);
        run.Numbers.ShouldBe(numbers);
        run.Records.Result!.Metrics.ShouldBe(run.Records.Evaluations.Last().Metrics);
    }

    sealed class Death : Exception;
}

static class ResumeAssertions
{
    public static void ShouldEqual(this ToyRun run, ToyRun other)
    {
        run.Numbers.ShouldBe(other.Numbers);
        run.FinalTensors.ShouldBe(other.FinalTensors);
        run.FinalValues.ShouldBe(other.FinalValues);
        run.Records.Result!.Metrics.ShouldBe(other.Records.Result!.Metrics);
    }
}
