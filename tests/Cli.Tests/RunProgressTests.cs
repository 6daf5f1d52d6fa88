using AdaShift.Bench.Cli.Display;
using AdaShift.Bench.Optim;
using AdaShift.Bench.Running;
using AdaShift.Bench.Testing;

namespace AdaShift.Bench.Cli.Tests;

/// <summary>How long a run still takes, on a clock that moves only when told to.</summary>
public sealed class RunProgressTests
{
    readonly FakeTime time = new();

    static PlannedRun Run(string workload, string optimizer, long seed, long steps) => new($"{workload}-{optimizer}-{seed}-{steps}", new(
        workload, "paper", workload, optimizer, new Dictionary<string, string> { ["model"] = optimizer }, null, null, [], seed,
        new RunLength(Steps: steps), "cpu"));

    static PlannedRun[] Runs(string workload, string optimizer, int count, long steps = 1000) =>
        [.. Enumerable.Range(0, count).Select(seed => Run(workload, optimizer, seed, steps))];

    static ResultRecord Took(double seconds, RunStatus status = RunStatus.Completed) => new(
        1, status, 100, null, new Dictionary<string, double>(), PhaseSeconds.Zero with { Training = seconds }, 10, 20, 0,
        DateTimeOffset.UnixEpoch, null);

    [Fact]
    public void Short_runs_say_nothing_about_the_long_ones_of_another_workload()
    {
        var (little, large) = (Runs("logistic", "adam", 30), Runs("mlp", "adam", 30, steps: 4000));
        var progress = new RunProgress(time, jobs: 2);
        progress.Plan([.. little, .. large]);
        foreach (var run in little)
        {
            time.Advance(5);
            progress.Finish(run, Took(5));
            progress.Left.ShouldBeNull();
        }

        progress.Start(large[0]);
        progress.Left.ShouldBeNull();
        progress.Advance(large[0], new(40, 4000, 10, null));
        progress.Left.ShouldBe(TimeSpan.FromSeconds((396 + (29 * 400)) / 2.0));
    }

    [Fact]
    public void Another_optimizer_of_the_workload_stands_in_until_its_own_runs_are_known()
    {
        var (fast, slow) = (Runs("mlp", "sgd", 2), Runs("mlp", "adam", 3));
        var progress = new RunProgress(time);
        progress.Plan([.. fast, .. slow]);
        progress.Finish(fast[0], Took(10));
        progress.Left.ShouldBe(TimeSpan.FromSeconds(10 + (3 * 10)));

        progress.Finish(slow[0], Took(30));
        progress.Left.ShouldBe(TimeSpan.FromSeconds(10 + (2 * 30)));
    }

    [Fact]
    public void A_longer_run_takes_longer_in_proportion_to_its_steps()
    {
        var (little, large) = (Runs("mlp", "sgd", 1, steps: 100), Runs("mlp", "sgd", 1, steps: 5000));
        var progress = new RunProgress(time);
        progress.Plan([.. little, .. large]);
        progress.Finish(little[0], Took(2));

        progress.Left.ShouldBe(TimeSpan.FromSeconds(100));
    }

    [Fact]
    public void A_running_run_is_judged_by_its_speed_since_it_was_first_heard_of()
    {
        var runs = Runs("mlp", "sgd", 1);
        var progress = new RunProgress(time);
        progress.Plan(runs);
        progress.Advance(runs[0], new(500, 1000, 1_000_000, null)); // resumed in the middle
        time.Advance(10);
        progress.Advance(runs[0], new(600, 1000, 1_000_000, null));

        progress.Left.ShouldBe(TimeSpan.FromSeconds(40));
        progress.Fraction.ShouldBe(0.6);
    }

    [Fact]
    public void The_last_run_has_nobody_to_share_with()
    {
        var runs = Runs("mlp", "sgd", 2);
        var progress = new RunProgress(time, jobs: 2);
        progress.Plan(runs);
        progress.Finish(runs[0], Took(100));

        progress.Left.ShouldBe(TimeSpan.FromSeconds(100));
    }

    [Fact]
    public void A_failed_run_teaches_nothing_and_an_interrupted_one_is_still_to_come()
    {
        var runs = Runs("mlp", "sgd", 3);
        var progress = new RunProgress(time);
        progress.Plan(runs);
        progress.Finish(runs[0], Took(1, RunStatus.Failed));
        progress.Left.ShouldBeNull();
        progress.Finish(runs[1], null);
        (progress.Finished, progress.Runs).ShouldBe((1, 3));
        progress.Finish(runs[1], Took(7));

        progress.Left.ShouldBe(TimeSpan.FromSeconds(7));
        progress.Finish(runs[2], Took(7));
        progress.Left.ShouldBeNull();
    }

    [Fact]
    public void Ages_are_no_remaining_time()
    {
        var runs = Runs("mlp", "sgd", 1);
        var progress = new RunProgress(time);
        progress.Advance(runs[0], new(1, long.MaxValue, 1e-9, null));

        progress.Left.ShouldBeNull();
    }

    [Fact]
    public void What_is_planned_twice_counts_once()
    {
        var progress = new RunProgress(time);
        progress.Plan(Runs("mlp", "sgd", 3));
        progress.Plan(Runs("mlp", "sgd", 2));

        progress.Runs.ShouldBe(3);
    }
}
