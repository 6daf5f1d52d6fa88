using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            static readonly Op _qr = new("linalg_qr");
            static readonly Op _diagonal = new("diagonal");
            static readonly Op _inverseErrorFunction = new("erfinv_");

            /// <summary>A (semi-)orthogonal matrix, uniformly distributed; dimensions after the first count as one.</summary>
            /// <remarks>Saxe et al. 2013; made uniform as in Mezzadri 2006, by the signs of R's diagonal.</remarks>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1.0)
            {
                var shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException(
                        $"An orthogonal matrix needs 2 dimensions or more; the shape is [{string.Join(',', shape)}].", nameof(tensor));
                if (tensor.numel() == 0) return tensor;
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                long rows = shape[0], columns = tensor.numel() / rows;
                var gaussian = empty(rows, columns, dtype: tensor.dtype, device: tensor.device).normal_();
                var (q, r) = _qr.Run2(rows < columns ? gaussian.t() : gaussian);
                q = q * _diagonal.Run(r).sign();
                tensor.view(rows, columns).copy_(rows < columns ? q.t() : q).mul_(gain);
                return tensor;
            }

            /// <summary>N(mean, std²), drawn again as long as it falls outside [a, b].</summary>
            /// <remarks>Without drawing again: the inverse distribution function of a uniform number.</remarks>
            public static Tensor trunc_normal_(
                Tensor tensor, double mean = 0.0, double std = 1.0, double a = -2.0, double b = 2.0, Generator? generator = null) =>
                Fill(tensor, t =>
                {
                    t.uniform_(2 * DistributionFunction((a - mean) / std) - 1, 2 * DistributionFunction((b - mean) / std) - 1, generator);
                    _inverseErrorFunction.Mutate(t);
                    t.mul_(std * Math.Sqrt(2.0)).add_(mean).clamp_(a, b);
                });

            /// <summary>The distribution function of N(0, 1).</summary>
            static double DistributionFunction(double x)
            {
                using var value = torch.tensor(x / Math.Sqrt(2.0), dtype: ScalarType.Float64);
                using var erf = value.erf();
                return (1.0 + erf.item<double>()) / 2.0;
            }
        }
    }
}
