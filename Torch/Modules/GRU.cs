using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>
        /// Gated recurrent units, layer upon layer: r, z = σ(W x + U h + b); n = tanh(W x + b + r (U h + b')); h ← (1 − z) n + z h.
        /// </summary>
        /// <remarks>Parameters are named and start as in PyTorch.</remarks>
        public sealed class GRU : nn.Module<Tensor, Tensor?, (Tensor, Tensor)>
        {
            static readonly Op _padded = new("gru.input"), _packed = new("gru.data");
            readonly RecurrentCore _core;

            internal GRU(RecurrentOptions options, Device? device, ScalarType? dtype) : base(nameof(GRU)) =>
                _core = new(this, options, RecurrentKind.GRU, device, dtype);

            /// <param name="input">[T, B, in], or [B, T, in] if batch first.</param>
            /// <param name="h0">[layers · directions, B, hidden]; zeros if null.</param>
            /// <returns>Outputs [T, B, hidden · directions] (or batch first), last h.</returns>
            public override (Tensor, Tensor) forward(Tensor input, Tensor? h0) => _core.Run(_padded, input, h0);

            internal override void Moved() => _core.Flatten();

            public new (Tensor, Tensor) call(Tensor input, Tensor? h0 = null) => base.call(input, h0);

            /// <inheritdoc cref="forward"/>
            /// <summary>Over sequences of different lengths; states are in the order of the batch before packing.</summary>
            public (PackedSequence, Tensor) call(PackedSequence input, Tensor? h0 = null) => _core.Run(_packed, input, h0);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.GRU"/>
            /// <param name="dropout">Between layers, in training.</param>
            public static GRU GRU(
                long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0.0,
                bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), device, dtype);
        }
    }
}
