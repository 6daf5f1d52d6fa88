using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Resizes the spatial dimensions of [B, C, …] to a size or by a factor.</summary>
        public sealed class Upsample : ParameterLessModule<Tensor, Tensor>
        {
            readonly long[]? _size;
            readonly double[]? _scaleFactor;

            internal Upsample(long[]? size, double[]? scale_factor, UpsampleMode mode, bool? align_corners, bool? recompute_scale_factor)
                : base(nameof(Upsample))
            {
                _size = size;
                _scaleFactor = scale_factor;
                this.mode = mode;
                this.align_corners = align_corners;
                this.recompute_scale_factor = recompute_scale_factor;
            }

            public ReadOnlySpan<long> size => _size;

            public ReadOnlySpan<double> scale_factor => _scaleFactor;

            public UpsampleMode mode { get; }

            public bool? align_corners { get; }

            public bool? recompute_scale_factor { get; set; }

            public override Tensor forward(Tensor input) => F.interpolate(
                input, _size, _scaleFactor, Interpolation(mode), align_corners, recompute_scale_factor ?? false);

            // The numbers of the one enumeration are the first of the other's.
            static InterpolationMode Interpolation(UpsampleMode mode) => (InterpolationMode)mode;
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.Upsample"/>
            public static Modules.Upsample Upsample(
                long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool? align_corners = null,
                bool? recompute_scale_factor = null) =>
                new(size, scale_factor, mode, align_corners, recompute_scale_factor);
        }
    }
}
