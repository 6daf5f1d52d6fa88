using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>x, as a new handle to the same data.</summary>
        public sealed class Identity : ParameterLessModule<Tensor, Tensor>
        {
            internal Identity() : base(nameof(Identity)) { }

            public override Tensor forward(Tensor input) => input.alias();
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.Identity"/>
            public static Modules.Identity Identity() => new();
        }
    }
}
