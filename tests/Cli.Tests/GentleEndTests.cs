namespace AdaShift.Bench.Cli.Tests;

public sealed class GentleEndTests : IDisposable
{
    readonly StringWriter error = new() { NewLine = "\n" };
    readonly StringWriter screen = new();

    public void Dispose()
    {
        error.Dispose();
        screen.Dispose();
    }

    [Fact]
    public void The_first_request_is_answered_and_the_second_leaves_at_once_with_the_cursor_back()
    {
        using var end = new GentleEnd("run", error, screen);

        end.Ask().ShouldBeTrue();
        end.Asked.IsCancellationRequested.ShouldBeTrue();
        error.ToString().ShouldBe("Stopping: workers write their checkpoints. Press Ctrl-C again to quit immediately.\n");
        screen.ToString().ShouldBeEmpty();

        end.Ask().ShouldBeFalse();
        screen.ToString().ShouldBe("\e[?25h");
    }

    [Theory]
    [InlineData("report", "Stopping. Press Ctrl-C again to quit immediately.\n")]
    [InlineData("worker", "")]
    public void Only_a_run_has_workers(string verb, string answer)
    {
        using var end = new GentleEnd(verb, error, screen: null);

        end.Ask().ShouldBeTrue();
        end.Ask().ShouldBeFalse();
        error.ToString().ShouldBe(answer);
    }
}
