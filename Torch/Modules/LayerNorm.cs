using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Normalises each example over its last dimensions.</summary>
        public sealed class LayerNorm : nn.Module<Tensor, Tensor>
        {
            internal LayerNorm(long[] normalized_shape, double eps, bool elementwise_affine, bool bias, Device? device, ScalarType? dtype)
                : base(nameof(LayerNorm))
            {
                this.normalized_shape = normalized_shape;
                this.eps = eps;
                if (!elementwise_affine) return;
                weight = new Parameter(ones(normalized_shape, dtype: dtype, device: device));
                this.bias = bias ? new Parameter(zeros(normalized_shape, dtype: dtype, device: device)) : null;
            }

            /// <summary>The scale, shaped like the normalised dimensions, or null.</summary>
            public Parameter weight { get; set => field = Own(nameof(weight), field, value)!; } = null!;

            /// <summary>The shift, shaped like the normalised dimensions, or null.</summary>
            public Parameter? bias { get; set => field = Own(nameof(bias), field, value); }

            /// <summary>The extents of the normalised dimensions, which are the last ones.</summary>
            public long[] normalized_shape { get; }

            public double eps { get; }

            public bool elementwise_affine => weight is not null;

            public override Tensor forward(Tensor input) => F.layer_norm(input, normalized_shape, weight, bias, eps);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.LayerNorm"/>
            public static LayerNorm LayerNorm(
                long[] normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

            /// <inheritdoc cref="Modules.LayerNorm"/>
            public static LayerNorm LayerNorm(
                long normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new([normalized_shape], eps, elementwise_affine, bias, device, dtype);
        }
    }
}
