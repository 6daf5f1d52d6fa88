using AdaShift.Bench.Datasets;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>
/// MNIST as the paper's released scripts split it: the last <c>train</c> of the 60,000 training images, full batches alone.
/// </summary>
static class MnistSplit
{
    public const string Dataset = "mnist";

    /// <summary>Training examples that <c>train/*</c> is measured on: as many as the test set has.</summary>
    public const int Probe = 10_000;

    public static ClassificationData Load(RunContext run, int batch, int train)
    {
        using var _ = run.Clock.Enter(Phase.Data);
        return Of(Mnist.Load(new DataStore(run.DataRoot)), run, batch, train);
    }

    public static ClassificationData Of(MnistData mnist, RunContext run, int batch, int train)
    {
        using var scope = NewDisposeScope();
        var images = mnist.Train.Slice(mnist.Train.Count - train, train).To(run.Device);
        var plan = BatchPlan.Shuffled(train, batch, run.SeedFor("batches"), dropLast: true);
        var probe = images.Slice(0, Math.Min(Probe, train));
        var test = mnist.Test.To(run.Device);
        // What a To() handed through is not in the scope: it belongs to the shared copy and stays.
        var made = new[] { images, probe, test }.SelectMany(part => new[] { part.Images, part.Labels }).Where(scope.Contains).ToList();
        return new(images.Batches(plan), probe, test) { Owned = [.. made.Select(tensor => tensor.DetachFromDisposeScope())] };
    }

    public static IEnumerable<string> Validate(int batch, int train)
    {
        if (batch > train) yield return $"batch = {batch} is more than train = {train}: there would be no full batch.";
    }

    /// <summary>The words for a report: "MNIST, 55,000 training images".</summary>
    public static string Describe(int train) => FormattableString.Invariant($"MNIST, {train:N0} training images");
}
