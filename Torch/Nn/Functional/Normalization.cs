using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            static readonly Op _batchNorm = new("batch_norm");
            static readonly Op _layerNorm = new("layer_norm");
            static readonly Op _groupNorm = new("group_norm");
            static readonly Op _normDim = new("norm.ScalarOpt_dim");
            static readonly Op _clampMin = new("clamp_min");
            const bool CudnnEnabled = true;

            /// <summary>(x − μ) / √(σ² + eps) · weight + bias, per channel of [B, C, …].</summary>
            /// <param name="running_mean">[C]; in training updated in place by <paramref name="momentum"/>.</param>
            /// <param name="training">True: μ and σ² of this batch. False: the running ones.</param>
            /// <exception cref="ArgumentException">In training, the batch has one value per channel.</exception>
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null,
                bool training = false, double momentum = 0.1, double eps = 1e-5)
            {
                if (training) RequireMoreThanOnePerChannel(input);
                return _batchNorm.Run(input, weight, bias, running_mean, running_var, training, momentum, eps, CudnnEnabled);
            }

            /// <summary>Normalises over the last dimensions, whose extents are <paramref name="normalized_shape"/>.</summary>
            /// <param name="weight">Shaped like them, or null; so is <paramref name="bias"/>.</param>
            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                _layerNorm.Run(input, normalized_shape, weight, bias, eps, CudnnEnabled);

            /// <summary>Normalises each example over groups of channels of [B, C, …].</summary>
            /// <param name="weight">[C], or null; so is <paramref name="bias"/>.</param>
            public static Tensor group_norm(
                Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                _groupNorm.Run(input, num_groups, weight, bias, eps, CudnnEnabled);

            /// <summary>x / max(‖x‖ₚ, eps) along a dimension.</summary>
            public static Tensor normalize(Tensor input, double p = 2.0, long dim = 1L, double eps = 1e-12)
            {
                using var norm = _normDim.Run(input, p, new[] { dim }, true);
                using var floor = _clampMin.Run(norm, eps);
                return input.div(floor);
            }

            /// <summary>The unbiased variance of one value is 0 / 0: the running one would be NaN from then on.</summary>
            internal static void RequireMoreThanOnePerChannel(Tensor input)
            {
                var shape = input.shape;
                long perChannel = 1;
                for (int d = 0; d < shape.Length; d++)
                {
                    if (d != 1) perChannel *= shape[d];
                }
                if (perChannel == 1)
                {
                    throw new ArgumentException(
                        $"Expected more than 1 value per channel when training, got input size [{string.Join(',', shape)}].",
                        nameof(input));
                }
            }
        }
    }
}
