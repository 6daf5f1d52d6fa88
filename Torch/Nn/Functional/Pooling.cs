using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            static readonly Op _maxPool1d = new("max_pool1d");
            static readonly Op _maxPool2d = new("max_pool2d");
            static readonly Op _avgPool2d = new("avg_pool2d");
            static readonly Op _adaptiveAvgPool2d = new("adaptive_avg_pool2d");

            /// <summary>[B, C, L] → [B, C, L'].</summary>
            /// <param name="stride">The kernel's size if null, as in all pooling.</param>
            public static Tensor max_pool1d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                _maxPool1d.Run(input, One(kernel_size, 1), One(stride, kernel_size), One(padding, 0), One(dilation, 1), ceil_mode);

            /// <summary>[B, C, H, W] → [B, C, H', W'].</summary>
            public static Tensor max_pool2d(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                bool ceil_mode = false) =>
                _maxPool2d.Run(
                    input, Two(kernel_size, 1), Two(strides ?? kernel_size, 1), Two(padding, 0), Two(dilation, 1), ceil_mode);

            /// <inheritdoc cref="max_pool2d(Tensor, long[], long[], long[], long[], bool)"/>
            public static Tensor max_pool2d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, [kernel_size], List(stride), List(padding), List(dilation), ceil_mode);

            /// <inheritdoc cref="max_pool2d(Tensor, long[], long[], long[], long[], bool)"/>
            public static Tensor max_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, List(kernel_size)!, List(stride), List(padding), List(dilation), ceil_mode);

            /// <summary>[B, C, H, W] → [B, C, H', W'].</summary>
            /// <param name="divisor_override">What to divide the sum by, instead of the window's size.</param>
            public static Tensor avg_pool2d(
                Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                _avgPool2d.Run(
                    input, Two(kernel_size, 1), Two(stride ?? kernel_size, 1), Two(padding, 0),
                    ceil_mode, count_include_pad, divisor_override);

            /// <inheritdoc cref="avg_pool2d(Tensor, long[], long[], long[], bool, bool, long?)"/>
            public static Tensor avg_pool2d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, [kernel_size], List(stride), List(padding), ceil_mode, count_include_pad, divisor_override);

            /// <inheritdoc cref="avg_pool2d(Tensor, long[], long[], long[], bool, bool, long?)"/>
            public static Tensor avg_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, List(kernel_size)!, List(stride), List(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>[B, C, H, W] → [B, C, output_size…], whatever H and W are.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) =>
                _adaptiveAvgPool2d.Run(input, Two(output_size, 1));

            /// <inheritdoc cref="adaptive_avg_pool2d(Tensor, long[])"/>
            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) =>
                adaptive_avg_pool2d(input, List(output_size)!);

            /// <inheritdoc cref="adaptive_avg_pool2d(Tensor, long[])"/>
            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => adaptive_avg_pool2d(input, [output_size]);

            internal static long[]? List(long? value) => value is { } v ? [v] : null;

            internal static long[]? List((long, long)? pair) => pair is var (a, b) ? [a, b] : null;
        }
    }
}
