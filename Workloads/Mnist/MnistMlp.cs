using AdaShift.Bench.Zoo.Models;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>
/// A multilayer perceptron on MNIST, two hidden layers of 256 units; without activation in the paper. 269,322 parameters.
/// </summary>
/// <remarks>
/// The text gives the architecture and the optimizers' settings (Table 6). Where it is silent this follows the authors' released script:
/// batch 64 with the rest dropped, 55,000 examples, and every weight and bias drawn from N(0, 1), so that the loss starts in the thousands.
/// <c>init=torch</c> is the start that a practitioner would use today: U(±1/√fan_in).
/// </remarks>
/// <param name="activation">Between the layers. The paper has none.</param>
/// <param name="init"><c>normal</c>: N(0, 1) for all; <c>torch</c>: PyTorch's default.</param>
/// <param name="width">Units of a hidden layer.</param>
/// <param name="batch">Examples in a training step.</param>
/// <param name="train">The first <c>60000 − train</c> training images are set aside, as in the released script.</param>
[Workload("mnist-mlp", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), section 5.2, Figure 3, Table 6")]
public sealed class MnistMlp(
    Activation activation = Activation.None,
    MlpInit init = MlpInit.Normal,
    [Interval("[1, 65536]")] int width = 256,
    [Interval("[1, 60000]")] int batch = 64,
    [Interval("[1, 60000]")] int train = 55_000) : Workload
{
    public override Goal Goal => Goal.AtLeast("test/accuracy", 0.90); // fraction in [0, 1]; a linear map can hardly pass 0.92

    public override IReadOnlyList<Metric> Metrics => ClassificationTrial.Metrics(Math.Min(MnistSplit.Probe, train));

    public override IReadOnlyList<string> Datasets => [MnistSplit.Dataset];

    public override string Description =>
        $"{MnistSplit.Describe(train)}, MLP 784-{width}-{width}-10, " +
        $"{(activation == Activation.None ? "no activation" : $"{activation.ToString().ToLowerInvariant()} activation")}, batch {batch}, " +
        (init == MlpInit.Normal ? "all weights and biases ~ N(0, 1)" : "weights and biases ~ U(±1/√fan_in)");

    public override IEnumerable<string> Validate() => MnistSplit.Validate(batch, train);

    public override Trial Open(RunContext run) => new ClassificationTrial(run, MnistSplit.Load(run, batch, train), Build());

    Mlp Build()
    {
        var model = new Mlp([784, width, width, 10], activation);
        if (init == MlpInit.Torch) return model;
        using var unrecorded = no_grad();
        foreach (var parameter in model.parameters()) nn.init.normal_(parameter, mean: 0, std: 1);
        return model;
    }
}

/// <summary>How an MLP's parameters start.</summary>
public enum MlpInit
{
    /// <summary>Every weight and bias ~ N(0, 1): the authors' released script.</summary>
    Normal,

    /// <summary>Weights and biases ~ U(±1/√fan_in): PyTorch's default.</summary>
    Torch,
}
