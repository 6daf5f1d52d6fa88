namespace AdaShift.Bench.Records.Tests;

/// <summary>A record of each kind, with every awkward value.</summary>
static class Samples
{
    public static RunSpec Spec { get; } = new(
        "fig3", "quick", "mnist-mlp[hidden=256]", "Adam | β₁ = 0 <b>", new Dictionary<string, string> { ["model"] = "adam[lr=0.001]" },
        null, null, [], 4, new(Epochs: 0.5), "cpu");

    public static RunRecord Run { get; } = new(
        RecordJson.FormatVersion, Spec,
        new("mnist-mlp", "Zhou et al. 2019", "", Goal.AtLeast("test/accuracy", 0.98),
            [new("test/loss", "nats per example", Better.Lower)], UsesSeed: true),
        new Dictionary<string, string?> { ["adam"] = "Kingma 2015", ["own"] = null }, ["/plugins/own.dll"],
        new("0.1.0", null, "TorchSharp 0.107.0", "2.10.0", "mkl", "OpenMP", 2, 4, "a CPU", "cpu", "Linux", ".NET 10", 1L << 34,
            new Dictionary<string, string> { ["OMP_NUM_THREADS"] = "2" }),
        new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero));

    public static EventRecord Event { get; } = new(
        EventRecord.Evaluated, 1_000_000_007, 1.5,
        new Dictionary<string, double>
        {
            ["a"] = double.NaN, ["b"] = double.PositiveInfinity, ["c"] = double.NegativeInfinity,
            ["d"] = 0.1 + 0.2, ["e"] = double.Epsilon, ["f"] = -0.0,
        },
        new(1, 2, 3, 4, 5, 6), true, ["samples.png"], "a\nnote");

    public static ResultRecord Result { get; } = new(
        RecordJson.FormatVersion, RunStatus.Diverged, 17, "batch/loss is NaN",
        new Dictionary<string, double> { ["test/loss"] = double.NaN }, PhaseSeconds.Zero, 269_322, 123_456_789, 2,
        new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero), new(4.5, 0.25));

    public static ExperimentRecord Experiment { get; } = new(
        RecordJson.FormatVersion, "fig3", null, null, "quick", ["Adam"], new Dictionary<string, RunSpec> { ["the-run"] = Spec },
        [new("Adam is best", "train/loss", "Adam < SGD")], ["train/loss"], "adashift-bench run fig3");
}
