using AdaShift.Bench.Cli.Display;
using AdaShift.Bench.Optim;
using AdaShift.Bench.Running;
using AdaShift.Bench.Testing;

namespace AdaShift.Bench.Cli.Tests;

public sealed class DisplayTests : IDisposable
{
    readonly FakeTime time = new();
    readonly StringWriter output = new() { NewLine = "\n" };

    public void Dispose() => output.Dispose();

    static PlannedRun Run(string label, long seed) => new($"{label}-{seed}",
        new("fig", "quick", "work", label, new Dictionary<string, string>(), null, null, [], seed, new RunLength(Steps: 100), "cpu"));

    static ResultRecord Result(RunStatus status, string? reason = null) => new(
        1, status, 100, reason, new Dictionary<string, double> { ["test/accuracy"] = 0.5, ["train/loss"] = 2 },
        PhaseSeconds.Zero with { Training = 61 }, 10, 20, 0, DateTimeOffset.UnixEpoch, null);

    [Fact]
    public void A_line_tells_how_many_are_done_and_how_long_the_rest_takes()
    {
        var display = new PlainDisplay(output, time, new RunProgress(time));
        display.Planned([Run("adam", 0), Run("adam", 1)], [Run("adam", 2)]);
        display.Started(Run("adam", 0));
        time.Advance(20);
        display.Progress(Run("adam", 0), new(50, 100, 2.5, null));
        display.Finished(Run("adam", 0), Result(RunStatus.Completed));

        output.ToString().ShouldBe("""
            [0/2] fig: 2 runs to run, 1 done already
            [0/2] fig: adam, seed 0: started
            [0/2, about 1 min 0 s left] fig: adam, seed 0: 50 of 100 steps, 2 steps/s
            [1/2, about 1 min 1 s left] fig: adam, seed 0: completed in 1 min 1 s, test/accuracy 0.5

            """);
    }

    [Fact]
    public void Progress_is_written_only_now_and_then()
    {
        var display = new PlainDisplay(output, time, new RunProgress(time));
        display.Planned([Run("adam", 0)], []);
        for (var step = 1; step <= 100; step++)
        {
            time.Advance(0.2);
            display.Progress(Run("adam", 0), new(step, 100, 5, null));
        }

        output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    [Fact]
    public void Every_end_of_a_run_has_its_words()
    {
        Words.Of(Result(RunStatus.Diverged, "the loss is NaN")).ShouldBe("diverged at step 100: the loss is NaN");
        Words.Of(Result(RunStatus.Failed, "killed\nlast words")).ShouldBe("FAILED: killed");
        Words.Of(new Dictionary<string, double> { ["a"] = 1, ["b"] = double.NaN, ["c"] = 3 }).ShouldBe("a 1, b NaN");
        Words.Of(TimeSpan.FromSeconds(3_725)).ShouldBe("1 h 2 min");
        Words.Of(TimeSpan.FromSeconds(0.2)).ShouldBe("1 s");
    }

    [Fact]
    public void A_note_on_the_whole_run_has_its_line()
    {
        new PlainDisplay(output, time, new RunProgress(time)).Note("2 runs were run by another build");

        output.ToString().ShouldBe("[0/0] 2 runs were run by another build\n");
    }

    [Fact]
    public void An_interrupted_run_does_not_count_as_done()
    {
        var display = new PlainDisplay(output, time, new RunProgress(time));
        display.Planned([Run("adam", 0)], []);
        display.Finished(Run("adam", 0), null);

        output.ToString().ShouldContain("[0/1] fig: adam, seed 0: interrupted");
    }
}
