using AdaShift.Bench.Testing;

namespace AdaShift.Bench.Contracts.Tests;

public sealed class RunFolderTests : IDisposable
{
    readonly TempFolder temp = new();

    public RunFolderTests() => Write(ExperimentRecord.FileName, RecordJson.Write(Samples.Experiment));

    public void Dispose() => temp.Dispose();

    [Fact]
    public void It_reads_what_a_run_left()
    {
        Write("the-cell/cell.json", RecordJson.Write(Samples.Cell));
        var later = Samples.Event with { Step = 2_000_000_000 };
        Write("the-cell/events.jsonl", RecordJson.Write(Samples.Event) + "\n" + RecordJson.Write(later) + "\n");
        Write("the-cell/result.json", RecordJson.Write(Samples.Result));
        var cell = RunFolder.Read(temp.Path).Cells.ShouldHaveSingleItem();
        cell.Name.ShouldBe("the-cell");
        cell.Record!.Workload.Name.ShouldBe("mnist-mlp");
        cell.Evaluations.Select(e => e.Step).ShouldBe([1_000_000_007L, 2_000_000_000]);
        cell.Result!.Status.ShouldBe(CellStatus.Diverged);
        cell.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_cell_that_has_not_started_is_there_without_records()
    {
        var cell = RunFolder.Read(temp.Path).Cells.ShouldHaveSingleItem();
        (cell.Record, cell.Events.Count, cell.Result, cell.Problems.Count).ShouldBe((null, 0, null, 0));
        cell.Spec.Label.ShouldBe(Samples.Spec.Label);
    }

    [Fact]
    public void A_half_written_last_line_is_no_event_and_no_problem()
    {
        Write("the-cell/events.jsonl", RecordJson.Write(Samples.Event) + "\n{\"kind\":\"eva");
        var cell = RunFolder.Read(temp.Path).Cells.Single();
        cell.Events.Count.ShouldBe(1);
        cell.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_broken_line_is_named_and_the_others_are_read()
    {
        Write("the-cell/events.jsonl", $"{RecordJson.Write(Samples.Event)}\n{{broken\n{RecordJson.Write(Samples.Event)}\n");
        var run = RunFolder.Read(temp.Path);
        run.Cells.Single().Events.Count.ShouldBe(2);
        run.Problems.ShouldHaveSingleItem().ShouldStartWith($"{temp["the-cell/events.jsonl"]}, line 2: ");
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_problem_not_a_crash()
    {
        Write("the-cell/result.json", "{\"formatVersion\": 1, ");
        var run = RunFolder.Read(temp.Path);
        run.Cells.Single().Result.ShouldBeNull();
        run.Problems.ShouldHaveSingleItem().ShouldStartWith(temp["the-cell/result.json"]);
    }

    [Fact]
    public void Events_that_cannot_be_read_are_a_problem_not_a_crash()
    {
        Write("the-cell/events.jsonl", RecordJson.Write(Samples.Event) + "\n");
        Write("the-cell/result.json", RecordJson.Write(Samples.Result));
        using var held = new FileStream(temp["the-cell/events.jsonl"], FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var cell = RunFolder.Read(temp.Path).Cells.ShouldHaveSingleItem();

        cell.Events.ShouldBeEmpty();
        cell.Result.ShouldNotBeNull();
        cell.Problems.ShouldHaveSingleItem().ShouldStartWith(temp["the-cell/events.jsonl"]);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named() =>
        Should.Throw<RecordException>(() => RunFolder.Read(temp["nowhere"])).Message.ShouldBe($"There is no folder '{temp["nowhere"]}'.");

    [Fact]
    public void The_folder_above_says_which_runs_are_in_it()
    {
        Write("runs/a/experiment.json", RecordJson.Write(Samples.Experiment));
        var refused = Should.Throw<RecordException>(() => RunFolder.Read(temp["runs"]));
        refused.Message.ShouldContain("it has no experiment.json");
        refused.Message.ShouldContain($"Runs in it: {temp["runs/a"]}.");
    }

    [Fact]
    public void An_unreadable_experiment_is_named()
    {
        Write(ExperimentRecord.FileName, "{");
        Should.Throw<RecordException>(() => RunFolder.Read(temp.Path)).Message.ShouldStartWith(temp[ExperimentRecord.FileName]);

        using var held = new FileStream(temp[ExperimentRecord.FileName], FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Should.Throw<RecordException>(() => RunFolder.Read(temp.Path)).Message.ShouldStartWith(temp[ExperimentRecord.FileName]);
    }

    void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(temp[file])!);
        File.WriteAllText(temp[file], text);
    }
}
