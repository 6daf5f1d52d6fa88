using AdaShift.Bench.Cli.Doctor;
using AdaShift.Bench.Running;
using AdaShift.Bench.Testing;

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
        var said = Report(new InvalidOperationException("no gears"));

        said.ShouldContain("InvalidOperationException: no gears");
        said.ShouldContain("ADASHIFT_DEBUG=1");
    }

    [Fact]
    public void A_type_that_could_not_be_made_says_why() =>
        Report(new TypeInitializationException("torch", new AggregateException(new DllNotFoundException("no libtorch\ntried: a, b"))))
            .ShouldStartWith("error: DllNotFoundException: no libtorch\nThis was unexpected.");

    [Fact]
    public void The_stack_of_libtorch_is_no_message() =>
        Report(new InvalidOperationException("The step is bad: sizes differ\nException raised from f at g.cpp:1:\nframe #0: h"))
            .ShouldStartWith("error: InvalidOperationException: The step is bad: sizes differ\nThis was unexpected.");

    [Fact]
    public void A_doctor_tries_to_write()
    {
        using var folder = new TempFolder();
        MachineFindings.Disk(folder["new/runs"]).State.ShouldBe(State.Fine);
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
        var proc = MachineFindings.Disk("/proc/no-such/runs");
        (proc.State, proc.Advice).ShouldBe((State.Missing, "Make it writable, or give another folder with --out."));
        proc.Found.ShouldStartWith("'/proc' cannot be written: ");
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_no_surprise() =>
        Report(new RecordWriteException("/read-only/runs", new UnauthorizedAccessException("Access is denied.")))
            .ShouldBe("error: Cannot write '/read-only/runs': Access is denied. What was recorded before is intact: "
                + "make the folder writable, then run the same command to continue.\n");

    static string Report(Exception problem)
    {
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(TextWriter.Null, error, Live: false, _ => null, TimeProvider.System, CancellationToken.None);
        Failure.Report(problem, terminal).ShouldBe(ExitCode.Failed);
        return error.ToString();
    }
}
