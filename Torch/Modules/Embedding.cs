using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>A table of vectors looked up by int64 index: […] → […, dim].</summary>
        /// <remarks>The table starts as N(0, 1), the row at padding_idx as zeros.</remarks>
        public sealed class Embedding : nn.Module<Tensor, Tensor>
        {
            static readonly Op _renormalize = new("embedding_renorm_");
            readonly EmbeddingOptions _options;

            internal Embedding(long num_embeddings, long embedding_dims, EmbeddingOptions options, Device? device, ScalarType? dtype)
                : base(nameof(Embedding))
            {
                _options = options with { PaddingIndex = FromStart(options.PaddingIndex, num_embeddings) };
                weight = new Parameter(empty(num_embeddings, embedding_dims, dtype: dtype, device: device));
                nn.init.normal_(weight);
                if (_options.PaddingIndex is not { } row) return;
                using var padding = weight.detach();
                using var values = padding.select(0, row);
                values.zero_();
            }

            internal Embedding(Tensor embeddings, bool freeze, EmbeddingOptions options) : base(nameof(Embedding))
            {
                if (embeddings.dim() != 2)
                    throw new ArgumentException(
                        $"Embeddings are [rows, dim]; these have shape [{string.Join(',', embeddings.shape)}].", nameof(embeddings));
                _options = options with { PaddingIndex = FromStart(options.PaddingIndex, embeddings.shape[0]) };
                weight = new Parameter(embeddings.detach(), requires_grad: !freeze);
            }

            /// <summary>[rows, dim]</summary>
            public Parameter weight { get; set => field = Own(nameof(weight), field, value)!; }

            public override Tensor forward(Tensor input)
            {
                if (_options.MaxNorm is { } maxNorm)
                {
                    using (no_grad()) _renormalize.Mutate(weight, input.contiguous(), maxNorm, _options.NormType);
                }
                return F.embedding(input, weight, _options.PaddingIndex, _options.ScaleGradByFreq, _options.Sparse);
            }

            static long? FromStart(long? index, long rows)
            {
                if (index < -rows || index >= rows)
                    throw new ArgumentOutOfRangeException(nameof(index), index, $"padding_idx must be from {-rows} to {rows - 1}.");
                return index < 0 ? index + rows : index;
            }
        }

        sealed record EmbeddingOptions(long? PaddingIndex, double? MaxNorm, double NormType, bool ScaleGradByFreq, bool Sparse);
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.Embedding"/>
            /// <param name="padding_idx">This row starts as zeros and gets no gradient.</param>
            /// <param name="max_norm">Rows looked up that are longer are shortened, in place, to this norm.</param>
            /// <param name="norm_type">The p of that norm.</param>
            /// <param name="scale_grad_by_freq">Divides a row's gradient by how often the batch has the row.</param>
            /// <param name="sparse">Whether the weight's gradient is a sparse tensor.</param>
            public static Embedding Embedding(
                long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0,
                bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null) =>
                new(num_embeddings, embedding_dims, new(padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse), device, dtype);

            /// <summary>An embedding that shares the memory of a given table.</summary>
            /// <param name="embeddings">[rows, dim]</param>
            /// <param name="freeze">Whether training leaves the table alone.</param>
            public static Embedding Embedding_from_pretrained(
                Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0,
                bool scale_grad_by_freq = false, bool sparse = false) =>
                new(embeddings, freeze, new(padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse));
        }
    }
}
