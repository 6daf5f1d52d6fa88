using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>The plain recurrent network, layer upon layer: h ← tanh(W x + U h + b), or with max(0, ·).</summary>
        /// <remarks>Parameters are named and start as in PyTorch.</remarks>
        public sealed class RNN : nn.Module<Tensor, Tensor?, (Tensor, Tensor)>
        {
            static readonly Op _tanhPadded = new("rnn_tanh.input"), _tanhPacked = new("rnn_tanh.data");
            static readonly Op _reluPadded = new("rnn_relu.input"), _reluPacked = new("rnn_relu.data");
            readonly RecurrentCore _core;
            readonly Op _padded;
            readonly Op _packed;

            internal RNN(nn.NonLinearities nonLinearity, RecurrentOptions options, Device? device, ScalarType? dtype) : base(nameof(RNN))
            {
                (_padded, _packed, var kind) = nonLinearity switch
                {
                    nn.NonLinearities.Tanh => (_tanhPadded, _tanhPacked, RecurrentKind.Tanh),
                    nn.NonLinearities.ReLU => (_reluPadded, _reluPacked, RecurrentKind.ReLU),
                    _ => throw new ArgumentOutOfRangeException(nameof(nonLinearity), nonLinearity, "Not a NonLinearities."),
                };
                _core = new(this, options, kind, device, dtype);
            }

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
            public enum NonLinearities
            {
                ReLU = 0,
                Tanh = 1,
            }

            /// <inheritdoc cref="Modules.RNN"/>
            /// <param name="dropout">Between layers, in training.</param>
            public static RNN RNN(
                long inputSize, long hiddenSize, long numLayers = 1, NonLinearities nonLinearity = NonLinearities.Tanh, bool bias = true,
                bool batchFirst = false, double dropout = 0.0, bool bidirectional = false,
                Device? device = null, ScalarType? dtype = null) =>
                new(nonLinearity, new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), device, dtype);
        }
    }
}
