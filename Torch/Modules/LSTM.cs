using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>
        /// Long short-term memory, layer upon layer:
        /// i, f, o = σ(W x + U h + b), g = tanh(W x + U h + b); c ← f c + i g; h ← o tanh(c).
        /// </summary>
        /// <remarks>Parameters are named and start as in PyTorch: weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, ….</remarks>
        public sealed class LSTM : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
        {
            static readonly Op _padded = new("lstm.input"), _packed = new("lstm.data");
            readonly RecurrentCore _core;

            internal LSTM(RecurrentOptions options, Device? device, ScalarType? dtype) : base(nameof(LSTM)) =>
                _core = new(this, options, RecurrentKind.LSTM, device, dtype);

            /// <param name="input">[T, B, in], or [B, T, in] if batch first.</param>
            /// <param name="h0_c0">Two of [layers · directions, B, hidden]; zeros if null.</param>
            /// <returns>Outputs [T, B, hidden · directions] (or batch first), last h, last c.</returns>
            public override (Tensor, Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0) => _core.Run(_padded, input, h0_c0);

            internal override void Moved() => _core.Flatten();

            public new (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);

            /// <inheritdoc cref="forward"/>
            /// <summary>Over sequences of different lengths; states are in the order of the batch before packing.</summary>
            public (PackedSequence, Tensor, Tensor) call(PackedSequence input, (Tensor, Tensor)? h0_c0 = null) =>
                _core.Run(_packed, input, h0_c0);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.LSTM"/>
            /// <param name="dropout">Between layers, in training.</param>
            public static LSTM LSTM(
                long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0.0,
                bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), device, dtype);
        }
    }
}
