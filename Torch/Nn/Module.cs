namespace TorchSharp;

public static partial class torch
{
    /// <summary>Neural network building blocks.</summary>
    public static partial class nn
    {
        /// <summary>A network or a piece of one: it owns parameters, buffers and child modules, each under a name.</summary>
        /// <remarks>
        /// What a module registers belongs to it: it leaves the current dispose scope and lives until the module is disposed.
        /// </remarks>
        public partial class Module : IDisposable
        {
            bool _disposed;

            /// <param name="name">What <see cref="GetName"/> answers; the path of a component comes from its field, not from here.</param>
            protected Module(string name) => this.name = name;

            /// <summary>True while the module behaves as in training (dropout drops, batch normalisation uses the batch).</summary>
            public virtual bool training { get; private set; } = true;

            protected string name { get; }

            public virtual string GetName() => name;

            /// <summary>Sets training mode here and in every descendant.</summary>
            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var (_, child) in named_children()) child.train(train);
            }

            /// <summary>Sets evaluation mode here and in every descendant.</summary>
            public virtual void eval() => train(false);

            /// <summary>Calls <paramref name="fn"/> on every descendant, children first, and on this module last.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, child) in named_children()) child.apply(fn);
                fn(this);
                return this;
            }

            /// <param name="set_to_none">True drops the gradients; false fills those that exist with zeros.</param>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters()) ZeroGrad(parameter, set_to_none);
            }

            /// <summary>Freezes (false) or thaws (true) every parameter.</summary>
            /// <remarks>PyTorch's; TorchSharp has it on tensors only.</remarks>
            public virtual Module requires_grad_(bool requires_grad = true)
            {
                foreach (var parameter in parameters()) parameter.requires_grad_(requires_grad);
                return this;
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || _disposed) return;
                _disposed = true;
                foreach (var parameter in _parameters.Values) parameter.Dispose();
                foreach (var (buffer, _) in _buffers.Values) buffer.Dispose();
                foreach (var (_, child) in named_children().ToList()) child.Dispose();
            }

            static void ZeroGrad(Tensor parameter, bool setToNone)
            {
                if (setToNone)
                {
                    parameter.grad = null;
                    return;
                }
                using var grad = parameter.grad;
                if (grad is null) return;
                using (no_grad()) grad.zero_();
            }
        }
    }
}
