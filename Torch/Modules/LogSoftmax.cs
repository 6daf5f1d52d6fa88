using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>x − log Σ eˣ along one dimension.</summary>
        public sealed class LogSoftmax : ParameterLessModule<Tensor, Tensor>
        {
            internal LogSoftmax(long dim) : base(nameof(LogSoftmax)) => this.dim = dim;

            public long dim { get; set; }

            public override Tensor forward(Tensor input) => F.log_softmax(input, dim);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.LogSoftmax"/>
            public static Modules.LogSoftmax LogSoftmax(long dim) => new(dim);
        }
    }
}
