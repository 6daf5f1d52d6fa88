using AdaShift.Bench.Testing;

namespace AdaShift.Bench.Records.Tests;

public sealed class RunFolderTests : IDisposable
{
    readonly TempFolder temp = new();

    public RunFolderTests() => Write(ExperimentRecord.FileName, RecordJson.Write(Samples.Experiment));

    public void Dispose() => temp.Dispose();

    [Fact]
    public void It_reads_what_a_run_left()
    {
        Write("the-run/run.json", RecordJson.Write(Samples.Run));
        var later = Samples.Event with { Step = 2_000_000_000 };
        Write("the-run/events.jsonl", RecordJson.Write(Samples.Event) + "\n" + RecordJson.Write(later) + "\n");
        Write("the-run/result.json", RecordJson.Write(Samples.Result));
        var run = RecordedExperiment.Read(temp.Path).Runs.ShouldHaveSingleItem();
        run.Name.ShouldBe("the-run");
        run.Record!.Workload.Name.ShouldBe("mnist-mlp");
        run.Evaluations.Select(e => e.Step).ShouldBe([1_000_000_007L, 2_000_000_000]);
        run.Result!.Status.ShouldBe(RunStatus.Diverged);
        run.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_run_that_has_not_started_is_there_without_records()
    {
        var run = RecordedExperiment.Read(temp.Path).Runs.ShouldHaveSingleItem();
        (run.Record, run.Events.Count, run.Result, run.Problems.Count).ShouldBe((null, 0, null, 0));
        run.Spec.Label.ShouldBe(Samples.Spec.Label);
    }

    [Fact]
    public void A_half_written_last_line_is_no_event_and_no_problem()
    {
        Write("the-run/events.jsonl", RecordJson.Write(Samples.Event) + "\n{\"kind\":\"eva");
        var run = RecordedExperiment.Read(temp.Path).Runs.Single();
        run.Events.Count.ShouldBe(1);
        run.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_broken_line_is_named_and_the_others_are_read()
    {
        Write("the-run/events.jsonl", $"{RecordJson.Write(Samples.Event)}\n{{broken\n{RecordJson.Write(Samples.Event)}\n");
        var run = RecordedExperiment.Read(temp.Path);
        run.Runs.Single().Events.Count.ShouldBe(2);
        run.Problems.ShouldHaveSingleItem().ShouldStartWith($"{temp["the-run/events.jsonl"]}, line 2: ");
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_problem_not_a_crash()
    {
        Write("the-run/result.json", "{\"formatVersion\": 2, ");
        var run = RecordedExperiment.Read(temp.Path);
        run.Runs.Single().Result.ShouldBeNull();
        run.Problems.ShouldHaveSingleItem().ShouldStartWith(temp["the-run/result.json"]);
    }

    [Fact]
    public void Events_that_cannot_be_read_are_a_problem_not_a_crash()
    {
        Write("the-run/events.jsonl", RecordJson.Write(Samples.Event) + "\n");
        Write("the-run/result.json", RecordJson.Write(Samples.Result));
        using var held = new FileStream(temp["the-run/events.jsonl"], FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var run = RecordedExperiment.Read(temp.Path).Runs.ShouldHaveSingleItem();

        run.Events.ShouldBeEmpty();
        run.Result.ShouldNotBeNull();
        run.Problems.ShouldHaveSingleItem().ShouldStartWith(temp["the-run/events.jsonl"]);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named() =>
        Should.Throw<RecordException>(() => RecordedExperiment.Read(temp["nowhere"])).Message
            .ShouldBe($"There is no folder '{temp["nowhere"]}'.");

    [Fact]
    public void The_folder_above_says_which_runs_are_in_it()
    {
        Write("runs/a/experiment.json", RecordJson.Write(Samples.Experiment));
        var refused = Should.Throw<RecordException>(() => RecordedExperiment.Read(temp["runs"]));
        refused.Message.ShouldContain("it has no experiment.json");
        refused.Message.ShouldContain($"Folders with runs in it: {temp["runs/a"]}.");
    }

    [Fact]
    public void An_unreadable_experiment_is_named()
    {
        Write(ExperimentRecord.FileName, "{");
        Should.Throw<RecordException>(() => RecordedExperiment.Read(temp.Path)).Message.ShouldStartWith(temp[ExperimentRecord.FileName]);

        using var held = new FileStream(temp[ExperimentRecord.FileName], FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Should.Throw<RecordException>(() => RecordedExperiment.Read(temp.Path)).Message.ShouldStartWith(temp[ExperimentRecord.FileName]);
    }

    void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(temp[file])!);
        File.WriteAllText(temp[file], text);
    }
}
