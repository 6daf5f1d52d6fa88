using TorchSharp.Interop;
using Approximate = TorchSharp.Modules.GELU.Approximate;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            static readonly Op _relu = new("relu"), _reluInPlace = new("relu_");
            static readonly Op _leakyRelu = new("leaky_relu"), _leakyReluInPlace = new("leaky_relu_");
            static readonly Op _elu = new("elu"), _eluInPlace = new("elu_");
            static readonly Op _hardtanh = new("hardtanh"), _hardtanhInPlace = new("hardtanh_");
            static readonly Op _tanh = new("tanh"), _tanhInPlace = new("tanh_");
            static readonly Op _sigmoid = new("sigmoid"), _sigmoidInPlace = new("sigmoid_");
            static readonly Op _silu = new("silu"), _siluInPlace = new("silu_");
            static readonly Op _gelu = new("gelu"), _geluInPlace = new("gelu_");
            static readonly Op _softplus = new("softplus");
            static readonly Op _logSigmoid = new("log_sigmoid");
            static readonly Op _softmax = new("softmax.int");
            static readonly Op _logSoftmax = new("log_softmax.int");

            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? _reluInPlace.Mutate(x) : _relu.Run(x);

            public static Tensor relu6(Tensor x, bool inplace = false) => hardtanh(x, 0, 6, inplace);

            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? _leakyReluInPlace.Mutate(input, negative_slope) : _leakyRelu.Run(input, negative_slope);

            public static Tensor elu(Tensor x, double alpha = 1.0, bool inplace = false) =>
                inplace ? _eluInPlace.Mutate(x, alpha) : _elu.Run(x, alpha);

            public static Tensor hardtanh(Tensor x, double min_val = -1.0, double max_val = 1.0, bool inplace = false) =>
                inplace ? _hardtanhInPlace.Mutate(x, min_val, max_val) : _hardtanh.Run(x, min_val, max_val);

            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? _tanhInPlace.Mutate(x) : _tanh.Run(x);

            public static Tensor sigmoid(Tensor x, bool inplace = false) => inplace ? _sigmoidInPlace.Mutate(x) : _sigmoid.Run(x);

            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? _siluInPlace.Mutate(x) : _silu.Run(x);

            public static Tensor gelu(Tensor x) => gelu(x, Approximate.none);

            public static Tensor gelu(Tensor x, bool inplace) => gelu(x, Approximate.none, inplace);

            public static Tensor gelu(Tensor x, Approximate approximate, bool inplace = false)
            {
                string how = approximate == Approximate.tanh ? "tanh" : "none";
                return inplace ? _geluInPlace.Mutate(x, how) : _gelu.Run(x, how);
            }

            /// <summary>log(1 + e^(βx)) / β; x itself where βx exceeds the threshold.</summary>
            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => _softplus.Run(x, beta, threshold);

            public static Tensor logsigmoid(Tensor x) => _logSigmoid.Run(x);

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => _softmax.Run(input, dim, dtype);

            public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) => _logSoftmax.Run(input, dim, dtype);
        }
    }
}
