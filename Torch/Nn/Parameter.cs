using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>A tensor that a module trains: modules find it in their fields and hand it to optimizers.</summary>
        public class Parameter : Tensor
        {
            /// <param name="data">Becomes the parameter, without a copy, and is empty afterwards; its scope now has the parameter.</param>
            public Parameter(Tensor data, bool requires_grad = true) : this(data, data.OwningDisposeScope, requires_grad) { }

            Parameter(Tensor data, DisposeScope? owner, bool requires_grad) : base(Take(data, requires_grad))
            {
                if (owner is null) DetachFromDisposeScope();
                else owner.Attach(this);
            }

            static nint Take(Tensor data, bool requires_grad)
            {
                if (data.is_leaf) return data.requires_grad_(requires_grad).DecoupleFromNativeHandle();
                using (data) return data.detach().requires_grad_(requires_grad).DecoupleFromNativeHandle();
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.Parameter(Tensor, bool)"/>
            public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
