using AdaShift.Bench.Contracts;

namespace AdaShift.Bench.Running.Tests;

static class RecordAssertions
{
    /// <summary>Every evaluation of every cell, bit for bit, and the tensors at the end; times may differ.</summary>
    public static void ShouldHaveTheNumbersOf(this RunFolder run, RunFolder other) => Numbers(run).ShouldBe(Numbers(other));

    static List<string> Numbers(RunFolder run) => [.. run.Cells.SelectMany(c => Numbers(c).Prepend(c.Name))];

    static IEnumerable<string> Numbers(RecordedCell cell)
    {
        cell.Result!.Status.ShouldBe(CellStatus.Completed);
        var checkpoint = new CellFolder(cell.Folder).Checkpoints.NewestFirst()[0];
        return cell.Evaluations
            .Select(e => RecordJson.Write(e with { Seconds = PhaseSeconds.Zero, WarmUp = false }))
            .Append(CheckpointRecord.Read(File.ReadAllText(checkpoint + ".json")).TensorsSha256);
    }
}
