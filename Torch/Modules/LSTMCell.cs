using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>One step of an <see cref="LSTM"/>: [B, in] and (h, c) → the next (h, c), each [B, hidden].</summary>
        /// <remarks>Weights start as U(−1/√hidden, 1/√hidden), PyTorch's numbers for the same seed.</remarks>
        public sealed class LSTMCell : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor)>
        {
            static readonly Op _step = new("lstm_cell");
            readonly long _hiddenSize;

            internal LSTMCell(long inputSize, long hiddenSize, bool bias, Device? device, ScalarType? dtype) : base(nameof(LSTMCell))
            {
                _hiddenSize = hiddenSize;
                Parameter New(params long[] shape) => new(empty(shape, dtype: dtype, device: device));
                weight_ih = New(4 * hiddenSize, inputSize);
                weight_hh = New(4 * hiddenSize, hiddenSize);
                bias_ih = bias ? New(4 * hiddenSize) : null;
                bias_hh = bias ? New(4 * hiddenSize) : null;
                double bound = 1 / Math.Sqrt(hiddenSize);
                foreach (var weight in parameters()) nn.init.uniform_(weight, -bound, bound);
            }

            /// <summary>[4 hidden, in]: input, forget, cell and output gate.</summary>
            public Parameter weight_ih { get; set => field = Own(nameof(weight_ih), field, value)!; }

            /// <summary>[4 hidden, hidden]</summary>
            public Parameter weight_hh { get; set => field = Own(nameof(weight_hh), field, value)!; }

            /// <summary>[4 hidden], or null.</summary>
            public Parameter? bias_ih { get; set => field = Own(nameof(bias_ih), field, value); }

            /// <summary>[4 hidden], or null.</summary>
            public Parameter? bias_hh { get; set => field = Own(nameof(bias_hh), field, value); }

            /// <param name="h0_c0">Zeros if null.</param>
            public override (Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0)
            {
                var (h, c) = h0_c0 ?? (Zeros(input), Zeros(input));
                return _step.Run2(input, new[] { h, c }, weight_ih, weight_hh, bias_ih, bias_hh);
            }

            public new (Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);

            Tensor Zeros(Tensor input) => zeros(input.shape[0], _hiddenSize, dtype: input.dtype, device: input.device);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.LSTMCell"/>
            public static LSTMCell LSTMCell(
                long inputSize, long hiddenSize, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, bias, device, dtype);
        }
    }
}
