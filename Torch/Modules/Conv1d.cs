using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>[B, in, L] → [B, out, L'].</summary>
        public sealed class Conv1d : Convolution
        {
            internal Conv1d(
                long in_channels, long out_channels, ConvolutionShape shape, PaddingModes padding_mode, long groups, bool bias,
                Device? device, ScalarType? dtype)
                : base(nameof(Conv1d), in_channels, out_channels, shape, padding_mode, groups, bias, transposed: false, device, dtype) { }

            public override Tensor forward(Tensor input)
            {
                if (padding_mode != PaddingModes.Zeros)
                    return F.conv1d(PadByMode(input), weight, bias, stride[0], 0, dilation[0], groups);
                return padding_type is { } type
                    ? F.conv1d_padding(input, weight, bias, stride[0], type, dilation[0], groups)
                    : F.conv1d(input, weight, bias, stride[0], padding[0], dilation[0], groups);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.Conv1d"/>
            public static Conv1d Conv1d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, new([kernel_size], [stride], [padding], [dilation]),
                    padding_mode, groups, bias, device, dtype);

            /// <inheritdoc cref="Modules.Conv1d"/>
            public static Conv1d Conv1d(
                long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, new([kernel_size], [stride], [0], [dilation], padding),
                    padding_mode, groups, bias, device, dtype);
        }
    }
}
