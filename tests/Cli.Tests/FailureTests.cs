namespace AdaShift.Bench.Cli.Tests;

/// <summary>What cannot be done ends with a sentence and an exit code, not with a stack trace.</summary>
public class FailureTests
{
    [Fact]
    public async Task A_report_of_nothing_names_the_folder()
    {
        var said = await Shell.RunAsync("report", "/nowhere/at/all", "--out", Path.Combine(Path.GetTempPath(), "adashift-no-report"));

        said.Code.ShouldBe(ExitCode.Failed);
        said.Error.ShouldContain("/nowhere/at/all");
        said.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Debugging_shows_where()
    {
        var said = await Shell.RunAsync(new Dictionary<string, string> { ["ADASHIFT_DEBUG"] = "1" },
            "report", "/nowhere/at/all", "--out", Path.Combine(Path.GetTempPath(), "adashift-no-report"));

        said.Error.ShouldContain("   at ");
    }

    [Fact]
    public void An_unexpected_exception_says_how_to_see_more()
    {
        using var error = new StringWriter();
        var terminal = new Terminal(TextWriter.Null, error, Live: false, _ => null, TimeProvider.System, CancellationToken.None);

        Failure.Report(new InvalidOperationException("no gears"), terminal).ShouldBe(ExitCode.Failed);

        error.ToString().ShouldContain("InvalidOperationException: no gears");
        error.ToString().ShouldContain("ADASHIFT_DEBUG=1");
    }
}
