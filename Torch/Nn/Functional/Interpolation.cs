using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            // By number of spatial dimensions.
            static readonly Op[] _nearest = Ops("upsample_nearest1d.vec", "upsample_nearest2d.vec", "upsample_nearest3d.vec");
            static readonly Op[] _nearestExact =
                Ops("_upsample_nearest_exact1d.vec", "_upsample_nearest_exact2d.vec", "_upsample_nearest_exact3d.vec");
            static readonly Op[] _adaptiveAvgPools = Ops("adaptive_avg_pool1d", "adaptive_avg_pool2d", "adaptive_avg_pool3d");
            static readonly Op _upsampleLinear = new("upsample_linear1d.vec");
            static readonly Op _upsampleBilinear = new("upsample_bilinear2d.vec");
            static readonly Op _upsampleBilinearAntialias = new("_upsample_bilinear2d_aa.vec");
            static readonly Op _upsampleBicubic = new("upsample_bicubic2d.vec");
            static readonly Op _upsampleBicubicAntialias = new("_upsample_bicubic2d_aa.vec");
            static readonly Op _upsampleTrilinear = new("upsample_trilinear3d.vec");

            /// <summary>Resizes the spatial dimensions of [B, C, …].</summary>
            /// <param name="size">Their new extents; or else</param>
            /// <param name="scale_factor">what to multiply them by.</param>
            /// <param name="align_corners">Whether corner elements keep their values (not for nearest and area).</param>
            /// <param name="recompute_scale_factor">Whether to use the scale that the rounded size has, not the one given.</param>
            /// <exception cref="ArgumentException">Not one of size and scale, or too few or many dimensions for the mode.</exception>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                int dims = (int)x.dim() - 2;
                if (size is null == scale_factor is null) throw new ArgumentException("Give either size or scale_factor.", nameof(size));
                size = Spread(size, dims);
                scale_factor = Spread(scale_factor, dims);
                if (scale_factor is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                {
                    size = [.. scale_factor.Select((scale, i) => (long)Math.Floor(x.shape[i + 2] * scale))];
                    scale_factor = null;
                }
                bool align = align_corners ?? false;
                return (mode, dims, antialias) switch
                {
                    (InterpolationMode.Nearest, 1 or 2 or 3, false) => _nearest[dims - 1].Run(x, size, scale_factor),
                    (InterpolationMode.NearestExact, 1 or 2 or 3, false) => _nearestExact[dims - 1].Run(x, size, scale_factor),
                    (InterpolationMode.Area, 1 or 2 or 3, false) => _adaptiveAvgPools[dims - 1].Run(x, size),
                    (InterpolationMode.Linear, 1, false) => _upsampleLinear.Run(x, size, align, scale_factor),
                    (InterpolationMode.Bilinear, 2, false) => _upsampleBilinear.Run(x, size, align, scale_factor),
                    (InterpolationMode.Bilinear, 2, true) => _upsampleBilinearAntialias.Run(x, size, align, scale_factor),
                    (InterpolationMode.Bicubic, 2, false) => _upsampleBicubic.Run(x, size, align, scale_factor),
                    (InterpolationMode.Bicubic, 2, true) => _upsampleBicubicAntialias.Run(x, size, align, scale_factor),
                    (InterpolationMode.Trilinear, 3, false) => _upsampleTrilinear.Run(x, size, align, scale_factor),
                    _ => throw new ArgumentException(
                        $"Cannot interpolate {x.dim()} dimensions by {mode}{(antialias ? " with antialias" : "")}: "
                        + "Linear takes 3, Bilinear and Bicubic take 4 (and only they antialias), Trilinear takes 5; "
                        + "Nearest, NearestExact and Area take 3 to 5.", nameof(mode)),
                };
            }

            static T[]? Spread<T>(T[]? values, int dims) => values is [var one] ? [.. Enumerable.Repeat(one, dims)] : values;

            static Op[] Ops(params string[] names) => [.. names.Select(name => new Op(name))];
        }
    }
}
