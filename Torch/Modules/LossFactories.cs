namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <inheritdoc cref="functional.cross_entropy"/>
        public static Modules.CrossEntropyLoss CrossEntropyLoss(
            Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean) =>
            new(weight, ignore_index, reduction);

        /// <inheritdoc cref="functional.nll_loss"/>
        public static Modules.NLLLoss NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => new(weight, reduction);

        /// <inheritdoc cref="functional.binary_cross_entropy"/>
        public static Modules.BCELoss BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => new(weight, reduction);

        /// <inheritdoc cref="functional.binary_cross_entropy_with_logits"/>
        public static Modules.BCEWithLogitsLoss BCEWithLogitsLoss(
            Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
            new(weight, reduction, pos_weights);

        /// <inheritdoc cref="functional.mse_loss"/>
        public static Modules.MSELoss MSELoss(Reduction reduction = Reduction.Mean) => new(reduction);

        /// <inheritdoc cref="functional.l1_loss"/>
        public static Modules.L1Loss L1Loss(Reduction reduction = Reduction.Mean) => new(reduction);

        /// <inheritdoc cref="functional.smooth_l1_loss"/>
        public static Modules.SmoothL1Loss SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1.0) => new(reduction, beta);

        /// <inheritdoc cref="functional.huber_loss"/>
        public static Modules.HuberLoss HuberLoss(double delta = 1.0, Reduction reduction = Reduction.Mean) => new(delta, reduction);

        /// <inheritdoc cref="functional.kl_div"/>
        public static Modules.KLDivLoss KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean) =>
            new(log_target, reduction);
    }
}
