using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>x clamped to [min_val, max_val].</summary>
        public sealed class Hardtanh : ParameterLessModule<Tensor, Tensor>
        {
            internal Hardtanh(double min_val, double max_val, bool inplace) : base(nameof(Hardtanh))
            {
                this.min_val = min_val;
                this.max_val = max_val;
                this.inplace = inplace;
            }

            public double min_val { get; set; }

            public double max_val { get; set; }

            public bool inplace { get; set; }

            public override Tensor forward(Tensor input) => F.hardtanh(input, min_val, max_val, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.Hardtanh"/>
            public static Modules.Hardtanh Hardtanh(double min_val = -1.0, double max_val = 1.0, bool inplace = false) =>
                new(min_val, max_val, inplace);
        }
    }
}
