using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>y = x Wᵀ + b: […, in] → […, out].</summary>
        /// <remarks>W and b start as U(−1/√in, 1/√in), PyTorch's numbers for the same seed.</remarks>
        public sealed class Linear : nn.Module<Tensor, Tensor>
        {
            internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Linear))
            {
                weight = new Parameter(empty(outputSize, inputSize, dtype: dtype, device: device));
                bias = hasBias ? new Parameter(empty(outputSize, dtype: dtype, device: device)) : null;
                FanInUniform.Fill(weight, bias);
            }

            internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
            {
                this.weight = weight;
                this.bias = bias;
            }

            /// <summary>[out, in]</summary>
            public Parameter weight { get; set => field = Own(nameof(weight), field, value)!; }

            /// <summary>[out], or null.</summary>
            public Parameter? bias { get; set => field = Own(nameof(bias), field, value); }

            public long in_features => weight.shape[1];

            public long out_features => weight.shape[0];

            public override Tensor forward(Tensor input) => F.linear(input, weight, bias);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.Linear"/>
            public static Linear Linear(
                long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, outputSize, hasBias, device, dtype);

            /// <inheritdoc cref="Modules.Linear"/>
            public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);
        }
    }
}
