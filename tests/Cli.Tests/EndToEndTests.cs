using AdaShift.Bench.Optim;
using AdaShift.Bench.Testing;

namespace AdaShift.Bench.Cli.Tests;

/// <summary>The program as people start it, with its workers, on a plug-in from another assembly.</summary>
public sealed class EndToEndTests : IDisposable
{
    static readonly string[] toys = ["--plugin", typeof(ToyQuadratic).Assembly.Location];

    readonly TempFolder folder = new();

    string Runs => Path.Combine(folder.Path, "runs");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Run_again_does_only_what_is_missing_and_the_report_shows_it()
    {
        string[] run = ["run", "--workload", "toy-quadratic", "--optimizer", "sgd[lr=0.1|0.01]", "--steps", "20", "--out", Runs, .. toys];

        var first = Bench([.. run, "--seeds", "1"]);
        first.Code.ShouldBe(ExitCode.Fine, first.Error);
        first.Out.ShouldContain("2 completed");

        var second = Bench([.. run, "--seeds", "2"]);
        second.Out.ShouldContain("2 completed, 2 done already");
        second.Out.ShouldContain($"Report: adashift-bench report {Path.Combine(Runs, "toy-quadratic-20-steps")} --out");

        var reports = Path.Combine(folder.Path, "report");
        var report = Bench(["report", Runs, "--out", reports, "--title", "Toys & more"]);
        report.Out.ShouldContain("report.md", customMessage: report.Error);
        File.ReadAllText(Path.Combine(reports, "report.md")).ShouldStartWith("# Toys &amp; more\n");
        File.ReadAllText(Path.Combine(reports, "report.md")).ShouldContain("toy-quadratic");
    }

    [Fact]
    public void A_failed_run_is_named_stops_nobody_and_gives_exit_code_1()
    {
        string[] work = ["--workload", "toy-misbehaving[deed=throw,at=3]", "--optimizer", "sgd", "--seeds", "2", "--steps", "10"];
        var said = Bench(["run", .. work, "--out", Runs, .. toys]);

        said.Code.ShouldBe(ExitCode.Failed);
        said.Out.ShouldContain("2 failed");
        said.Error.ShouldContain("seed 0");
        said.Error.ShouldContain("seed 1");
    }

    [Fact]
    public void A_run_ends_the_same_whoever_runs_it()
    {
        string[] work = ["--workload", "toy-quadratic", "--optimizer", "adashift", "--steps", "30"];
        foreach (var runs in new[] { "a", "b" }) Bench(["run", .. work, "--out", Path.Combine(folder.Path, runs), .. toys]);

        Metrics("a").ShouldBe(Metrics("b"));
    }

    string Metrics(string runs)
    {
        var run = RecordedExperiment.Read(Path.Combine(folder.Path, runs, "toy-quadratic-30-steps"));
        var metrics = run.Runs.Single().Evaluations.SelectMany(e => e.Metrics);
        return string.Join('\n', metrics.Select(metric => FormattableString.Invariant($"{metric.Key} {metric.Value:R}")));
    }

    static Said Bench(string[] words) => Shell.Start([], words);
}
