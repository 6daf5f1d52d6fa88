using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>
        /// Normalises each channel of [B, C, …] by the batch's mean and variance in training, by their running averages in evaluation.
        /// </summary>
        public abstract class BatchNorm : nn.Module<Tensor, Tensor>
        {
            private protected BatchNorm(
                string name, long num_features, double eps, double? momentum, bool affine, bool track_running_stats,
                Device? device, ScalarType? dtype) : base(name)
            {
                (this.num_features, this.eps, this.momentum) = (num_features, eps, momentum);
                if (affine)
                {
                    weight = new Parameter(ones(num_features, dtype: dtype, device: device));
                    bias = new Parameter(zeros(num_features, dtype: dtype, device: device));
                }
                if (!track_running_stats) return;
                running_mean = zeros(num_features, dtype: dtype, device: device);
                running_var = ones(num_features, dtype: dtype, device: device);
                num_batches_tracked = zeros(Array.Empty<long>(), dtype: ScalarType.Int64, device: device);
            }

            /// <summary>The scale, [C], or null.</summary>
            public Parameter weight { get; set => field = Own(nameof(weight), field, value)!; } = null!;

            /// <summary>The shift, [C], or null.</summary>
            public Parameter? bias { get; set => field = Own(nameof(bias), field, value); }

            /// <summary>[C], or null: then evaluation, too, normalises by the batch.</summary>
            public Tensor? running_mean { get; set => field = OwnBuffer(nameof(running_mean), field, value); }

            /// <inheritdoc cref="running_mean"/>
            public Tensor? running_var { get; set => field = OwnBuffer(nameof(running_var), field, value); }

            /// <summary>How many batches training has seen, int64.</summary>
            public Tensor? num_batches_tracked { get; set => field = OwnBuffer(nameof(num_batches_tracked), field, value); }

            public long num_features { get; }

            public double eps { get; }

            /// <summary>The newest batch's weight in the running averages; null (not in TorchSharp): all batches weigh the same.</summary>
            public double? momentum { get; }

            public bool affine => weight is not null;

            public bool track_running_stats => running_mean is not null;

            public void reset_running_stats()
            {
                if (!track_running_stats) return;
                nn.init.zeros_(running_mean!);
                nn.init.ones_(running_var!);
                nn.init.zeros_(num_batches_tracked!);
            }

            public override Tensor forward(Tensor input)
            {
                ValidateInputDimensions(input);
                double average = momentum ?? 0;
                if (training && num_batches_tracked is not null)
                {
                    F.RequireMoreThanOnePerChannel(input);  // before the batch counts
                    using (no_grad()) num_batches_tracked.add_(1);
                    average = momentum ?? 1.0 / num_batches_tracked.item<long>();
                }
                return F.batch_norm(input, running_mean, running_var, weight, bias, training || !track_running_stats, average, eps);
            }

            /// <exception cref="ArgumentException">The input's number of dimensions is not one that this module takes.</exception>
            protected abstract void ValidateInputDimensions(Tensor input);

            private protected void RequireDimensions(Tensor input, bool allowed, string shapes)
            {
                if (!allowed)
                    throw new ArgumentException(
                        $"{GetName()} takes {shapes}; the input has shape [{string.Join(',', input.shape)}].", nameof(input));
            }
        }

        /// <inheritdoc/>
        public sealed class BatchNorm1d : BatchNorm
        {
            internal BatchNorm1d(
                long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
                : base(nameof(BatchNorm1d), num_features, eps, momentum, affine, track_running_stats, device, dtype) { }

            protected override void ValidateInputDimensions(Tensor input) =>
                RequireDimensions(input, input.dim() is 2 or 3, "[B, C] or [B, C, L]");
        }

        /// <inheritdoc/>
        public sealed class BatchNorm2d : BatchNorm
        {
            internal BatchNorm2d(
                long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
                : base(nameof(BatchNorm2d), num_features, eps, momentum, affine, track_running_stats, device, dtype) { }

            protected override void ValidateInputDimensions(Tensor input) => RequireDimensions(input, input.dim() == 4, "[B, C, H, W]");
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.BatchNorm1d"/>
            public static Modules.BatchNorm1d BatchNorm1d(
                long num_features, double eps = 1e-05, double? momentum = 0.1, bool affine = true, bool track_running_stats = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            /// <inheritdoc cref="Modules.BatchNorm2d"/>
            public static Modules.BatchNorm2d BatchNorm2d(
                long num_features, double eps = 1e-05, double? momentum = 0.1, bool affine = true, bool track_running_stats = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
