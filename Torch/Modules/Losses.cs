using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Modules;

/// <summary>A loss of a prediction and a target.</summary>
public abstract class Loss<T1, T2, TResult> : ParameterLessModule<T1, T2, TResult>
{
    private protected Loss(string name, Reduction reduction) : base(name) => this.reduction = reduction;

    public Reduction reduction { get; }
}

/// <summary>A loss whose elements or classes can weigh differently.</summary>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    private protected WeightedLoss(string name, Tensor? weight, Reduction reduction) : base(name, reduction) => this.weight = weight;

    public Tensor? weight { get; set => field = OwnBuffer(nameof(weight), field, value); }
}

/// <inheritdoc cref="F.cross_entropy"/>
public sealed class CrossEntropyLoss(
    Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean, double label_smoothing = 0.0)
    : WeightedLoss<Tensor, Tensor, Tensor>(nameof(CrossEntropyLoss), weight, reduction)
{
    public long? ignore_index { get; } = ignore_index;

    public double label_smoothing { get; } = label_smoothing;

    public override Tensor forward(Tensor input, Tensor target) =>
        F.cross_entropy(input, target, weight, ignore_index ?? -100, reduction, label_smoothing);
}

/// <inheritdoc cref="F.nll_loss"/>
public sealed class NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean)
    : WeightedLoss<Tensor, Tensor, Tensor>(nameof(NLLLoss), weight, reduction)
{
    public override Tensor forward(Tensor input, Tensor target) => F.nll_loss(input, target, weight, reduction);
}

/// <inheritdoc cref="F.binary_cross_entropy"/>
public sealed class BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean)
    : WeightedLoss<Tensor, Tensor, Tensor>(nameof(BCELoss), weight, reduction)
{
    public override Tensor forward(Tensor input, Tensor target) => F.binary_cross_entropy(input, target, weight, reduction);
}

/// <inheritdoc cref="F.binary_cross_entropy_with_logits"/>
public sealed class BCEWithLogitsLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    public BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
        : base(nameof(BCEWithLogitsLoss), weight, reduction) => this.pos_weights = pos_weights;

    public Tensor? pos_weights { get; set => field = OwnBuffer(nameof(pos_weights), field, value); }

    public override Tensor forward(Tensor input, Tensor target) =>
        F.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
}

/// <inheritdoc cref="F.mse_loss"/>
public sealed class MSELoss(Reduction reduction = Reduction.Mean) : Loss<Tensor, Tensor, Tensor>(nameof(MSELoss), reduction)
{
    public override Tensor forward(Tensor input, Tensor target) => F.mse_loss(input, target, reduction);
}

/// <inheritdoc cref="F.l1_loss"/>
public sealed class L1Loss(Reduction reduction = Reduction.Mean) : Loss<Tensor, Tensor, Tensor>(nameof(L1Loss), reduction)
{
    public override Tensor forward(Tensor input, Tensor target) => F.l1_loss(input, target, reduction);
}

/// <inheritdoc cref="F.smooth_l1_loss"/>
public sealed class SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1.0)
    : Loss<Tensor, Tensor, Tensor>(nameof(SmoothL1Loss), reduction)
{
    public double beta { get; } = beta;

    public override Tensor forward(Tensor input, Tensor target) => F.smooth_l1_loss(input, target, reduction, beta);
}

/// <inheritdoc cref="F.huber_loss"/>
public sealed class HuberLoss(double delta = 1.0, Reduction reduction = Reduction.Mean)
    : Loss<Tensor, Tensor, Tensor>(nameof(HuberLoss), reduction)
{
    public double delta { get; } = delta;

    public override Tensor forward(Tensor input, Tensor target) => F.huber_loss(input, target, delta, reduction);
}

/// <inheritdoc cref="F.kl_div"/>
public sealed class KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean)
    : Loss<Tensor, Tensor, Tensor>(nameof(KLDivLoss), reduction)
{
    public bool log_target { get; } = log_target;

    public override Tensor forward(Tensor input, Tensor target) => F.kl_div(input, target, log_target, reduction);
}
