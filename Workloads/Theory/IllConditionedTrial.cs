using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>Descends on a <see cref="TwoLayerLoss"/>; one training step is a block of gradient steps.</summary>
sealed class IllConditionedTrial : Trial
{
    /// <summary>Stands for log10(0).</summary>
    const double NoLoss = 1e-300;

    readonly TwoLayerLoss loss;
    readonly TwoLayers net;
    readonly Tensor of1, of2; // the gradients of W1 and W2, on the CPU
    readonly int block;
    readonly bool isOnCpu;

    public IllConditionedTrial(RunContext run, TwoLayerLoss loss, TwoLayers net, int block)
        : base(run)
    {
        (this.loss, this.block, isOnCpu) = (loss, block, run.Device.type == DeviceType.CPU);
        this.net = AddPlayer(Player.DefaultName, net);
        (of1, of2) = (Own(Like(net.W1)), Own(Like(net.W2)));
    }

    public override void TrainStep(StepLog log)
    {
        using var unrecorded = no_grad();
        var latest = 0.0;
        if (isOnCpu) (net.W1.grad, net.W2.grad) = (of1, of2);
        for (var i = 0; i < block; i++) latest = Descend();
        Players[0].ZeroGrad();
        log.Loss("batch/loss", tensor(latest, ScalarType.Float64));
    }

    public override void Evaluate(EvaluationBuilder evaluation)
    {
        var value = Gradients();
        evaluation.Add("train/loss", value);
        evaluation.Add("train/decades", Math.Log10(Math.Max(value, NoLoss)));
        evaluation.Add("train/gradient", Math.Sqrt(of1.square().sum().item<double>() + of2.square().sum().item<double>()));
    }

    /// <summary>
    /// On the CPU the parameters' gradients are <see cref="of1"/> and <see cref="of2"/> themselves, overwritten at each step.
    /// </summary>
    double Descend()
    {
        var value = Gradients();
        if (!isOnCpu) (net.W1.grad, net.W2.grad) = (of1.to(Run.Device), of2.to(Run.Device));
        Players[0].Step();
        return value;
    }

    double Gradients() => isOnCpu
        ? loss.Gradients(net.W1, net.W2, of1, of2)
        : loss.Gradients(net.W1.cpu(), net.W2.cpu(), of1, of2);

    static Tensor Like(Tensor w) => zeros(w.shape, dtype: ScalarType.Float64).DetachFromDisposeScope();
}
