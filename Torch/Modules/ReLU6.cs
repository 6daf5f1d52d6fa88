using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>min(max(0, x), 6).</summary>
        public sealed class ReLU6 : ParameterLessModule<Tensor, Tensor>
        {
            internal ReLU6(bool inplace) : base(nameof(ReLU6)) => this.inplace = inplace;

            public bool inplace { get; set; }

            public override Tensor forward(Tensor input) => F.relu6(input, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.ReLU6"/>
            public static Modules.ReLU6 ReLU6(bool inplace = false) => new(inplace);
        }
    }
}
