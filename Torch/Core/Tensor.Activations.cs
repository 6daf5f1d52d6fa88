using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Activation functions.</summary>
    public partial class Tensor
    {
        public Tensor softmax(long dim, ScalarType? dtype = null) => Ops.softmax_int.Run(this, dim, dtype);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Ops.log_softmax_int.Run(this, dim, dtype);

        public Tensor softplus(double beta = 1, double threshold = 20) => Ops.softplus.Run(this, (Scalar)beta, (Scalar)threshold);

        public Tensor log_sigmoid() => Ops.log_sigmoid.Run(this);

        public Tensor relu() => Ops.relu.Run(this);

        public Tensor relu_() => Ops.relu_.Mutate(this);

        public Tensor relu6() => Ops.relu6.Run(this);

        public Tensor relu6_() => Ops.relu6_.Mutate(this);

        public Tensor leaky_relu(Scalar negative_slope) => Ops.leaky_relu.Run(this, negative_slope);

        public Tensor leaky_relu_(Scalar negative_slope) => Ops.leaky_relu_.Mutate(this, negative_slope);

        public Tensor elu(double alpha = 1) => Ops.elu.Run(this, (Scalar)alpha);

        public Tensor elu_(double alpha = 1) => Ops.elu_.Mutate(this, (Scalar)alpha);

        public Tensor celu(Scalar alpha) => Ops.celu.Run(this, alpha);

        public Tensor selu() => Ops.selu.Run(this);

        public Tensor selu_() => Ops.selu_.Mutate(this);

        public Tensor silu() => Ops.silu.Run(this);

        public Tensor silu_() => Ops.silu_.Mutate(this);

        public Tensor gelu() => Ops.gelu.Run(this);

        public Tensor glu(long dim = -1) => Ops.glu.Run(this, dim);

        public Tensor hardtanh(Scalar min, Scalar max) => Ops.hardtanh.Run(this, min, max);

        public Tensor hardtanh_(Scalar min, Scalar max) => Ops.hardtanh_.Mutate(this, min, max);

        public Tensor hardsigmoid() => Ops.hardsigmoid.Run(this);

        public Tensor hardswish() => Ops.hardswish.Run(this);

        public Tensor threshold(Scalar threshold, Scalar value) => Ops.threshold.Run(this, threshold, value);

        public Tensor threshold_(Scalar threshold, Scalar value) => Ops.threshold_.Mutate(this, threshold, value);

        public Tensor prelu(Tensor target) => Ops.prelu.Run(this, target);
    }
}
