using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Pads the borders of [B, C, H, W] by (left, right, top, bottom).</summary>
        public abstract class PadBase : ParameterLessModule<Tensor, Tensor>
        {
            readonly PaddingModes _mode;

            private protected PadBase(string name, PaddingModes mode, params long[] padding) : base(name)
            {
                _mode = mode;
                this.padding = padding;
            }

            public long[] padding { get; set; }

            public override Tensor forward(Tensor input) => F.pad(input, padding, _mode);
        }

        /// <summary>With zeros.</summary>
        /// <inheritdoc/>
        public sealed class ZeroPad2d : PadBase
        {
            internal ZeroPad2d(params long[] padding) : base(nameof(ZeroPad2d), PaddingModes.Zeros, padding) { }
        }

        /// <summary>With the mirror image of the inside.</summary>
        /// <inheritdoc/>
        public sealed class ReflectionPad2d : PadBase
        {
            internal ReflectionPad2d(params long[] padding) : base(nameof(ReflectionPad2d), PaddingModes.Reflect, padding) { }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.ZeroPad2d"/>
            public static Modules.ZeroPad2d ZeroPad2d(long padding) => new(padding, padding, padding, padding);

            /// <inheritdoc cref="Modules.ZeroPad2d"/>
            public static Modules.ZeroPad2d ZeroPad2d((long, long, long, long) padding) =>
                new(padding.Item1, padding.Item2, padding.Item3, padding.Item4);

            /// <inheritdoc cref="Modules.ReflectionPad2d"/>
            public static Modules.ReflectionPad2d ReflectionPad2d(long padding) => new(padding, padding, padding, padding);

            /// <inheritdoc cref="Modules.ReflectionPad2d"/>
            public static Modules.ReflectionPad2d ReflectionPad2d((long, long, long, long) padding) =>
                new(padding.Item1, padding.Item2, padding.Item3, padding.Item4);
        }
    }
}
