using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>x Φ(x), with Φ the distribution function of N(0, 1), exact or by PyTorch's tanh approximation.</summary>
        public sealed class GELU : ParameterLessModule<Tensor, Tensor>
        {
            internal GELU(Approximate approximate, bool inplace) : base(nameof(GELU))
            {
                this.approximate = approximate;
                this.inplace = inplace;
            }

            public enum Approximate
            {
                none,
                tanh,
            }

            public Approximate approximate { get; set; }

            public bool inplace { get; set; }

            public override Tensor forward(Tensor input) => F.gelu(input, approximate, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.GELU"/>
            public static Modules.GELU GELU() => new(Modules.GELU.Approximate.none, inplace: false);

            /// <inheritdoc cref="Modules.GELU"/>
            public static Modules.GELU GELU(bool inplace) => new(Modules.GELU.Approximate.none, inplace);

            /// <inheritdoc cref="Modules.GELU"/>
            public static Modules.GELU GELU(Modules.GELU.Approximate approximate, bool inplace = false) => new(approximate, inplace);
        }
    }
}
