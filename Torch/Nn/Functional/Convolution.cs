using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            static readonly Op _conv1d = new("conv1d"), _conv1dPadding = new("conv1d.padding");
            static readonly Op _conv2d = new("conv2d"), _conv2dPadding = new("conv2d.padding");
            static readonly Op _convTranspose2d = new("conv_transpose2d.input");

            /// <summary>[B, in, L] → [B, out, L'].</summary>
            /// <param name="weight">[out, in/groups, kernel]</param>
            /// <param name="bias">[out], or null.</param>
            public static Tensor conv1d(
                Tensor input, Tensor weight, Tensor? bias = null,
                long? stride = null, long? padding = null, long? dilation = null, long groups = 1) =>
                _conv1d.Run(input, weight, bias, One(stride, 1), One(padding, 0), One(dilation, 1), groups);

            /// <summary><see cref="conv1d"/> with padding by name.</summary>
            public static Tensor conv1d_padding(
                Tensor input, Tensor weight, Tensor? bias = null,
                long? stride = null, Padding padding = Padding.Valid, long? dilation = null, long groups = 1) =>
                _conv1dPadding.Run(input, weight, bias, One(stride, 1), Name(padding), One(dilation, 1), groups);

            /// <summary>[B, in, H, W] → [B, out, H', W'].</summary>
            /// <param name="weight">[out, in/groups, kernel, kernel]</param>
            /// <param name="bias">[out], or null.</param>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null,
                long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                _conv2d.Run(input, weight, bias, Two(strides, 1), Two(padding, 0), Two(dilation, 1), groups);

            /// <summary><see cref="conv2d"/> with padding by name.</summary>
            public static Tensor conv2d_padding(
                Tensor input, Tensor weight, Tensor? bias = null,
                long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1) =>
                _conv2dPadding.Run(input, weight, bias, Two(strides, 1), Name(padding), Two(dilation, 1), groups);

            /// <summary>The transpose (in linear algebra's sense) of <see cref="conv2d"/>: [B, in, H, W] → [B, out, H', W'].</summary>
            /// <param name="weight">[in, out/groups, kernel, kernel]</param>
            /// <param name="output_padding">Added to one side of the result.</param>
            public static Tensor conv_transpose2d(
                Tensor input, Tensor weight, Tensor? bias = null,
                long[]? strides = null, long[]? padding = null, long[]? output_padding = null, long[]? dilation = null, long groups = 1) =>
                _convTranspose2d.Run(
                    input, weight, bias, Two(strides, 1), Two(padding, 0), Two(output_padding, 0), groups, Two(dilation, 1));

            static string Name(Padding padding) => padding == Padding.Same ? "same" : "valid";

            static long[] One(long? value, long missing) => [value ?? missing];

            static long[] Two(long[]? values, long missing) => values switch
            {
                null => [missing, missing],
                [var both] => [both, both],
                _ => values,
            };
        }
    }
}
