using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>Multinomial logistic regression on MNIST: a convex baseline with 7,850 parameters.</summary>
/// <remarks>
/// The paper gives the optimizers' settings alone (Table 5). Batch size, training split and initialisation are those of the authors'
/// released script: 55,000 examples, batches of 128 with the rest dropped, W ~ N(0, 0.01²), b = 0.
/// </remarks>
/// <param name="batch">Examples in a training step.</param>
/// <param name="train">The first <c>60000 − train</c> training images are set aside, as in the released script.</param>
[Workload("mnist-logistic", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), section 5.2, Figure 2, Table 5")]
public sealed class MnistLogistic([Interval("[1, 60000]")] int batch = 128, [Interval("[1, 60000]")] int train = 55_000) : Workload
{
    public override Goal Goal => Goal.AtLeast("test/accuracy", 0.92); // fraction in [0, 1]

    public override IReadOnlyList<Metric> Metrics => ClassificationTrial.Metrics(Math.Min(MnistSplit.Probe, train));

    public override IReadOnlyList<string> Datasets => [MnistSplit.Dataset];

    public override string Description => $"{MnistSplit.Describe(train)}, logistic regression, batch {batch}, W ~ N(0, 0.01²), b = 0";

    public override IEnumerable<string> Validate() => MnistSplit.Validate(batch, train);

    public override Trial Open(RunContext run) => new ClassificationTrial(run, MnistSplit.Load(run, batch, train), Build());

    static nn.Module<Tensor, Tensor> Build()
    {
        using var unrecorded = no_grad();
        var model = nn.Linear(784, 10);
        nn.init.normal_(model.weight, mean: 0, std: 0.01);
        nn.init.zeros_(model.bias!);
        return model;
    }
}
