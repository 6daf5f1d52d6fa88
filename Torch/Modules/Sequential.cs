using System.Globalization;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Modules in a row, each fed with the result of the one before. Unnamed ones are called "0", "1", ….</summary>
        public class Sequential : Module<Tensor, Tensor>
        {
            readonly List<Module<Tensor, Tensor>> _modules = [];

            protected internal Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) : base(nameof(Sequential))
            {
                foreach (var (name, module) in modules) append(name, module);
            }

            protected internal Sequential(params Module<Tensor, Tensor>[] modules) : base(nameof(Sequential))
            {
                foreach (var module in modules) append(module);
            }

            public int Count => _modules.Count;

            public IModule<Tensor, Tensor> this[int index] => _modules[index];

            /// <returns>A new row of the same modules (shared, not copied).</returns>
            public Sequential this[Range range] => new([.. _modules[range]]);

            /// <exception cref="ArgumentException">The module is not a <see cref="Module{T, TResult}"/>.</exception>
            public Sequential append(string name, IModule<Tensor, Tensor> module)
            {
                if (module is not Module<Tensor, Tensor> submodule)
                    throw new ArgumentException(
                        $"A {module?.GetType().Name ?? "null"} cannot be in a Sequential: it is not a Module.", nameof(module));
                register_module(name, submodule);
                _modules.Add(submodule);
                return this;
            }

            public Sequential append(IModule<Tensor, Tensor> module) =>
                append(_modules.Count.ToString(CultureInfo.InvariantCulture), module);

            /// <remarks>What lies between two modules is disposed as soon as it has been used; autograd keeps what it needs.</remarks>
            public override Tensor forward(Tensor input)
            {
                if (_modules.Count == 0) return input.alias();
                var current = input;
                foreach (var module in _modules)
                {
                    var next = module.call(current);
                    if (!ReferenceEquals(current, input) && !ReferenceEquals(current, next)) current.Dispose();
                    current = next;
                }
                return current;
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.Sequential"/>
            public static Modules.Sequential Sequential() => new(Array.Empty<Module<Tensor, Tensor>>());

            /// <inheritdoc cref="Modules.Sequential"/>
            public static Modules.Sequential Sequential(params Module<Tensor, Tensor>[] modules) => new(modules);

            /// <inheritdoc cref="Modules.Sequential"/>
            public static Modules.Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

            /// <inheritdoc cref="Modules.Sequential"/>
            public static Modules.Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => new(modules.ToArray());

            /// <inheritdoc cref="Modules.Sequential"/>
            public static Modules.Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) =>
                new(modules.ToArray());
        }
    }
}
