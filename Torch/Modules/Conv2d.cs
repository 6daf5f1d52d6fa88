using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>[B, in, H, W] → [B, out, H', W'].</summary>
        public sealed class Conv2d : Convolution
        {
            internal Conv2d(
                long in_channels, long out_channels, ConvolutionShape shape, PaddingModes padding_mode, long groups, bool bias,
                Device? device, ScalarType? dtype)
                : base(nameof(Conv2d), in_channels, out_channels, shape, padding_mode, groups, bias, transposed: false, device, dtype) { }

            public override Tensor forward(Tensor input)
            {
                if (padding_mode != PaddingModes.Zeros)
                    return F.conv2d(PadByMode(input), weight, bias, stride, null, dilation, groups);
                return padding_type is { } type
                    ? F.conv2d_padding(input, weight, bias, stride, type, dilation, groups)
                    : F.conv2d(input, weight, bias, stride, padding, dilation, groups);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.Conv2d"/>
            public static Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                Conv2d(
                    in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), (padding, padding), (dilation, dilation),
                    padding_mode, groups, bias, device, dtype);

            /// <inheritdoc cref="Modules.Conv2d"/>
            public static Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, new(Pair(kernel_size, 1), Pair(stride, 1), Pair(padding, 0), Pair(dilation, 1)),
                    padding_mode, groups, bias, device, dtype);

            /// <inheritdoc cref="Modules.Conv2d"/>
            public static Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                Conv2d(
                    in_channels, out_channels, (kernel_size, kernel_size), padding, (stride, stride), (dilation, dilation),
                    padding_mode, groups, bias, device, dtype);

            /// <inheritdoc cref="Modules.Conv2d"/>
            public static Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernel_size, Padding padding, (long, long)? stride = null,
                (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, new(Pair(kernel_size, 1), Pair(stride, 1), [0, 0], Pair(dilation, 1), padding),
                    padding_mode, groups, bias, device, dtype);

            static long[] Pair((long, long)? pair, long missing) => pair is var (a, b) ? [a, b] : [missing, missing];
        }
    }
}
