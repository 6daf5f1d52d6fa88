using AdaShift.Bench.Optim;
using AdaShift.Bench.Running;
using AdaShift.Bench.Testing;

namespace AdaShift.Bench.Cli.Tests;

public sealed class RunReportTests : IDisposable
{
    static readonly RunSummary done = new(Completed: 1, Diverged: 0, Skipped: 0, Failed: [], Unfinished: [], StoppedBecause: null);

    static readonly RunSummary failed = done with { Failed = [(Run, "it hurts")] };

    static readonly RunSummary left = done with { Unfinished = [Run] };

    readonly TempFolder temp = new();
    readonly StringWriter output = new() { NewLine = "\n" };

    static PlannedRun Run => new("the-run", new(
        "fig", "quick", "work", "sgd", new Dictionary<string, string>(), null, null, [], 0, new RunLength(Steps: 1), "cpu"));

    public void Dispose()
    {
        temp.Dispose();
        output.Dispose();
    }

    [Fact]
    public void An_interrupt_after_the_last_run_changes_nothing()
    {
        Write(done with { Interrupted = true }).ShouldBe(ExitCode.Fine);

        output.ToString().ShouldNotContain("Interrupted");
        output.ToString().ShouldNotContain("to continue");
    }

    [Fact]
    public void What_an_interrupt_left_goes_before_what_failed()
    {
        Write(failed, left with { Interrupted = true }).ShouldBe(ExitCode.Interrupted);
        Write(failed with { Interrupted = true }).ShouldBe(ExitCode.Failed);
        Write(left with { StoppedBecause = "the disk is full" }).ShouldBe(ExitCode.Failed);
        Write(left).ShouldBe(ExitCode.Failed);
    }

    [Fact]
    public void The_command_to_type_next_can_be_pasted_into_a_shell()
    {
        foreach (var folder in new[] { "my runs", "it's" })
        {
            Directory.CreateDirectory(temp[folder]);
            File.WriteAllText(Path.Combine(temp[folder], ExperimentRecord.FileName), "");
        }

        RunReport.Write([(temp["my runs"], done)], Terminal);
        RunReport.Write([(temp["it's"], done), (temp["not begun"], left)], Terminal);

        output.ToString().ShouldContain($"Report: adashift-bench report '{temp["my runs"]}' --out 'reports/my runs'\n");
        output.ToString().ShouldContain($@"Report: adashift-bench report '{temp.Path}/it'\''s' --out 'reports/it'\''s'" + "\n");
    }

    int Write(params RunSummary[] runs) => RunReport.Write([.. runs.Select(run => (temp.Path, run))], Terminal);

    Terminal Terminal => new(output, TextWriter.Null, Live: false, _ => null, new FakeTime(), CancellationToken.None);
}
