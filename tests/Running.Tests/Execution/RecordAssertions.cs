using System.Security.Cryptography;
using AdaShift.Bench.Optim;
using static TorchSharp.torch;

namespace AdaShift.Bench.Running.Tests;

static class RecordAssertions
{
    /// <summary>Every evaluation of every run, bit for bit, and the tensors at the end; times may differ.</summary>
    public static void ShouldHaveTheNumbersOf(this RecordedExperiment run, RecordedExperiment other) =>
        Numbers(run).ShouldBe(Numbers(other));

    static List<string> Numbers(RecordedExperiment run) => [.. run.Runs.SelectMany(c => Numbers(c).Prepend(c.Name))];

    static IEnumerable<string> Numbers(RecordedRun run)
    {
        run.Result!.Status.ShouldBe(RunStatus.Completed);
        var newest = new CheckpointFolder(new RunFolder(run.Folder).Checkpoints).NewestFirst()[0];
        using var scope = NewDisposeScope();
        var tensors = TensorFiles.Load(newest).OrderBy(t => t.Key, StringComparer.Ordinal).ToList();
        return run.Evaluations
            .Select(e => RecordJson.Write(e with { Seconds = PhaseSeconds.Zero, WarmUp = false }))
            .Concat(tensors.Select(t => $"{t.Key} {Convert.ToHexString(SHA256.HashData(t.Value.contiguous().bytes))}"))
            .ToList();
    }
}
