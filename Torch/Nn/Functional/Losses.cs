using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What a loss does with the losses of its elements: keep them, or return their mean or sum.</summary>
        public enum Reduction : long
        {
            None = 0,
            Mean = 1,
            Sum = 2,
        }

        public static partial class functional
        {
            static readonly Op _crossEntropy = new("cross_entropy_loss");
            static readonly Op _nll = new("nll_loss_nd");
            static readonly Op _mse = new("mse_loss");
            static readonly Op _l1 = new("l1_loss");
            static readonly Op _smoothL1 = new("smooth_l1_loss");
            static readonly Op _huber = new("huber_loss");
            static readonly Op _bce = new("binary_cross_entropy");
            static readonly Op _bceWithLogits = new("binary_cross_entropy_with_logits");
            static readonly Op _klDiv = new("kl_div");

            /// <summary>−log softmax(input)[target], in nats.</summary>
            /// <param name="input">Logits [B, C] or [B, C, …].</param>
            /// <param name="target">int64 classes [B] or [B, …], or probabilities shaped like the input.</param>
            /// <param name="weight">A weight per class, [C].</param>
            /// <param name="ignore_index">Targets of this class do not count.</param>
            /// <param name="label_smoothing">The share of the target that is spread evenly over all classes, in [0, 1].</param>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean,
                double label_smoothing = 0.0) =>
                _crossEntropy.Run(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <summary>−input[target] for log-probabilities [B, C, …] and int64 targets [B, …].</summary>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                _nll.Run(input, target, weight, (long)reduction);

            /// <summary>(input − target)².</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                _mse.Run(input, target, (long)reduction);

            /// <summary>|input − target|.</summary>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                _l1.Run(input, target, (long)reduction);

            /// <summary>d²/(2β) where d = |input − target| is below β, else d − β/2.</summary>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1.0) =>
                _smoothL1.Run(input, target, (long)reduction, beta);

            /// <summary>d²/2 where d = |input − target| is below δ, else δ (d − δ/2).</summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1.0, Reduction reduction = Reduction.Mean) =>
                _huber.Run(input, target, (long)reduction, delta);

            /// <summary>−t log p − (1 − t) log(1 − p) for probabilities.</summary>
            public static Tensor binary_cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                _bce.Run(input, target, weight, (long)reduction);

            /// <summary>As <see cref="binary_cross_entropy"/> for logits, without overflow.</summary>
            /// <param name="pos_weights">Multiplies the loss of positive targets.</param>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                _bceWithLogits.Run(input, target, weight, pos_weights, (long)reduction);

            /// <summary>KL(target ‖ e^input). The mean is over elements, not over the batch.</summary>
            /// <param name="log_target">Whether the target too is log-probabilities.</param>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                _klDiv.Run(input, target, (long)reduction, log_target);
        }
    }
}
