using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>The transpose of a convolution: [B, in, H, W] → [B, out, H', W'], as generators of images use to grow.</summary>
        public sealed class ConvTranspose2d : Convolution
        {
            internal ConvTranspose2d(
                long in_channels, long out_channels, ConvolutionShape shape, long[] output_padding, PaddingModes padding_mode, long groups,
                bool bias, Device? device, ScalarType? dtype)
                : base(
                    nameof(ConvTranspose2d), in_channels, out_channels, shape, padding_mode, groups, bias, transposed: true,
                    device, dtype) =>
                this.output_padding = output_padding;

            /// <summary>Added to one side of the result: with a stride, several input sizes give one output size.</summary>
            public long[] output_padding { get; }

            public override Tensor forward(Tensor input) =>
                F.conv_transpose2d(input, weight, bias, stride, padding, output_padding, dilation, groups);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.ConvTranspose2d"/>
            public static ConvTranspose2d ConvTranspose2d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0,
                long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                ConvTranspose2d(
                    in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), (padding, padding),
                    (output_padding, output_padding), (dilation, dilation), padding_mode, groups, bias, device, dtype);

            /// <inheritdoc cref="Modules.ConvTranspose2d"/>
            public static ConvTranspose2d ConvTranspose2d(
                long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? output_padding = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, new(Pair(kernel_size, 1), Pair(stride, 1), Pair(padding, 0), Pair(dilation, 1)),
                    Pair(output_padding, 0), padding_mode, groups, bias, device, dtype);
        }
    }
}
