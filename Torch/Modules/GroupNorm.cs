using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Normalises each example of [B, C, …] over groups of channels.</summary>
        public sealed class GroupNorm : nn.Module<Tensor, Tensor>
        {
            internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, Device? device, ScalarType? dtype)
                : base(nameof(GroupNorm))
            {
                if (num_groups < 1 || num_channels % num_groups != 0)
                    throw new ArgumentException($"{num_groups} groups do not divide {num_channels} channels.", nameof(num_groups));
                this.num_groups = num_groups;
                this.eps = eps;
                if (!affine) return;
                weight = new Parameter(ones(num_channels, dtype: dtype, device: device));
                bias = new Parameter(zeros(num_channels, dtype: dtype, device: device));
            }

            /// <summary>The scale, [C], or null.</summary>
            public Parameter weight { get; set => field = Own(nameof(weight), field, value)!; } = null!;

            /// <summary>The shift, [C], or null.</summary>
            public Parameter? bias { get; set => field = Own(nameof(bias), field, value); }

            public long num_groups { get; }

            public double eps { get; }

            public bool affine => weight is not null;

            public override Tensor forward(Tensor input) => F.group_norm(input, num_groups, weight, bias, eps);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.GroupNorm"/>
            public static GroupNorm GroupNorm(
                long num_groups, long num_channels, double eps = 1e-05, bool affine = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(num_groups, num_channels, eps, affine, device, dtype);
        }
    }
}
