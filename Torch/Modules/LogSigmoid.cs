using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>log(1 / (1 + e⁻ˣ)).</summary>
        public sealed class LogSigmoid : ParameterLessModule<Tensor, Tensor>
        {
            internal LogSigmoid() : base(nameof(LogSigmoid)) { }

            public override Tensor forward(Tensor input) => F.logsigmoid(input);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.LogSigmoid"/>
            public static Modules.LogSigmoid LogSigmoid() => new();
        }
    }
}
