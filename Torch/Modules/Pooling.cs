using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>The maximum of each window: [B, C, L] → [B, C, L'].</summary>
        public sealed class MaxPool1d : ParameterLessModule<Tensor, Tensor>
        {
            internal MaxPool1d(long kernel_size, long? stride, long? padding, long? dilation, bool ceil_mode) : base(nameof(MaxPool1d)) =>
                (this.kernel_size, this.stride, this.padding, this.dilation, this.ceil_mode) =
                    (kernel_size, stride, padding, dilation, ceil_mode);

            public long kernel_size { get; set; }
            public long? stride { get; set; }
            public long? padding { get; set; }
            public long? dilation { get; set; }
            public bool ceil_mode { get; set; }

            public override Tensor forward(Tensor input) => F.max_pool1d(input, kernel_size, stride, padding, dilation, ceil_mode);
        }

        /// <summary>The maximum of each window: [B, C, H, W] → [B, C, H', W'].</summary>
        public sealed class MaxPool2d : ParameterLessModule<Tensor, Tensor>
        {
            internal MaxPool2d(long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
                : base(nameof(MaxPool2d)) =>
                (this.kernel_size, this.stride, this.padding, this.dilation, this.ceil_mode) =
                    (kernel_size, stride, padding, dilation, ceil_mode);

            public long[] kernel_size { get; set; }
            public long[]? stride { get; set; }
            public long[]? padding { get; set; }
            public long[]? dilation { get; set; }
            public bool ceil_mode { get; set; }

            public override Tensor forward(Tensor input) => F.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode);
        }

        /// <summary>The mean of each window: [B, C, H, W] → [B, C, H', W'].</summary>
        public sealed class AvgPool2d : ParameterLessModule<Tensor, Tensor>
        {
            internal AvgPool2d(
                long[] kernel_size, long[]? stride, long[]? padding, bool ceil_mode, bool count_include_pad, long? divisor_override)
                : base(nameof(AvgPool2d)) =>
                (this.kernel_size, this.stride, this.padding, this.ceil_mode, this.count_include_pad, this.divisor_override) =
                    (kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

            public long[] kernel_size { get; set; }
            public long[]? stride { get; set; }
            public long[]? padding { get; set; }
            public bool ceil_mode { get; set; }
            public bool count_include_pad { get; set; }
            public long? divisor_override { get; set; }

            public override Tensor forward(Tensor input) =>
                F.avg_pool2d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
        }

        /// <summary>Means over as many windows as the output is to have: [B, C, H, W] → [B, C, output_size…].</summary>
        public sealed class AdaptiveAvgPool2d : ParameterLessModule<Tensor, Tensor>
        {
            internal AdaptiveAvgPool2d(long[] output_size) : base(nameof(AdaptiveAvgPool2d)) => this.output_size = output_size;

            public long[] output_size { get; set; }

            public override Tensor forward(Tensor input) => F.adaptive_avg_pool2d(input, output_size);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.MaxPool1d"/>
            public static Modules.MaxPool1d MaxPool1d(
                long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                new(kernel_size, stride, padding, dilation, ceil_mode);

            /// <inheritdoc cref="Modules.MaxPool2d"/>
            public static Modules.MaxPool2d MaxPool2d(
                long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                new([kernel_size], F.List(stride), F.List(padding), F.List(dilation), ceil_mode);

            /// <inheritdoc cref="Modules.MaxPool2d"/>
            public static Modules.MaxPool2d MaxPool2d(
                (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null,
                bool ceil_mode = false) =>
                new(F.List(kernel_size)!, F.List(stride), F.List(padding), F.List(dilation), ceil_mode);

            /// <inheritdoc cref="Modules.MaxPool2d"/>
            public static Modules.MaxPool2d MaxPool2d(
                long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                new(kernel_size, stride, padding, dilation, ceil_mode);

            /// <inheritdoc cref="Modules.AvgPool2d"/>
            public static Modules.AvgPool2d AvgPool2d(
                long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true,
                long? divisor_override = null) =>
                new([kernel_size], F.List(stride), F.List(padding), ceil_mode, count_include_pad, divisor_override);

            /// <inheritdoc cref="Modules.AvgPool2d"/>
            public static Modules.AvgPool2d AvgPool2d(
                (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                new(F.List(kernel_size)!, F.List(stride), F.List(padding), ceil_mode, count_include_pad, divisor_override);

            /// <inheritdoc cref="Modules.AvgPool2d"/>
            public static Modules.AvgPool2d AvgPool2d(
                long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true,
                long? divisor_override = null) =>
                new(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

            /// <inheritdoc cref="Modules.AdaptiveAvgPool2d"/>
            public static Modules.AdaptiveAvgPool2d AdaptiveAvgPool2d(long output_size) => new([output_size]);

            /// <inheritdoc cref="Modules.AdaptiveAvgPool2d"/>
            public static Modules.AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) output_size) => new(F.List(output_size)!);

            /// <inheritdoc cref="Modules.AdaptiveAvgPool2d"/>
            public static Modules.AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] output_size) => new(output_size);
        }
    }
}
