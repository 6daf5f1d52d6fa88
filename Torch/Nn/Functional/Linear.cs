using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Layers and losses as plain functions.</summary>
        public static partial class functional
        {
            static readonly Op _linear = new("linear");
            static readonly Op _embedding = new("embedding");
            static readonly Op _oneHot = new("one_hot");

            /// <summary>x Wᵀ + b: […, in] → […, out].</summary>
            /// <param name="weights">[out, in]</param>
            /// <param name="bias">[out], or null.</param>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => _linear.Run(input, weights, bias);

            /// <summary>Looks rows up: […] indices → […, dim].</summary>
            /// <param name="input">int64 indices from 0 to rows − 1.</param>
            /// <param name="weight">[rows, dim]</param>
            /// <param name="padding_idx">This row gets no gradient.</param>
            /// <param name="scale_grad_by_freq">Divides a row's gradient by how often the row occurs.</param>
            /// <param name="sparse">Whether the weight's gradient is a sparse tensor.</param>
            /// <remarks>TorchSharp has the module only.</remarks>
            public static Tensor embedding(
                Tensor input, Tensor weight, long? padding_idx = null, bool scale_grad_by_freq = false, bool sparse = false) =>
                _embedding.Run(weight, input, FromEnd(padding_idx, weight.shape[0]), scale_grad_by_freq, sparse);

            /// <summary>int64 […] → int64 […, classes] of zeros and a one.</summary>
            /// <param name="num_classes">−1: the largest index plus one.</param>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => _oneHot.Run(x, num_classes);

            static long FromEnd(long? index, long count) => index switch
            {
                null => -1,
                < 0 => count + index.Value,
                _ => index.Value,
            };
        }
    }
}
