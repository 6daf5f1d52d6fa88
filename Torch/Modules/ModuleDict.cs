using System.Collections;
using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Modules by name, in order of insertion; the owner decides how to call them.</summary>
        public class ModuleDict<T> : Module, IEnumerable<(string, T)> where T : Module
        {
            readonly OrderedDictionary<string, T> _modules = new(StringComparer.Ordinal);

            public ModuleDict(params (string, T)[] modules) : base(nameof(ModuleDict<T>))
            {
                foreach (var module in modules) Add(module);
            }

            public int Count => _modules.Count;

            public ICollection<string> Keys => _modules.Keys;

            public ICollection<T> Values => _modules.Values;

            public T this[string key]
            {
                get => _modules.TryGetValue(key, out var module)
                    ? module
                    : throw new KeyNotFoundException($"No module '{key}'. Available: {string.Join(", ", _modules.Keys)}.");
                set
                {
                    _modules[key] = value;
                    Reregister();
                }
            }

            public (string, T) this[int index] => (_modules.GetAt(index).Key, _modules.GetAt(index).Value);

            public void Add(string key, T value)
            {
                register_module(key, value);
                _modules.Add(key, value);
            }

            public void Add((string, T) item) => Add(item.Item1, item.Item2);

            public bool Remove(string key)
            {
                bool removed = _modules.Remove(key);
                Reregister();
                return removed;
            }

            public void Clear()
            {
                _modules.Clear();
                ClearModules();
            }

            public void clear() => Clear();

            public IEnumerable<string> keys() => _modules.Keys;

            public IEnumerable<T> values() => _modules.Values;

            public IEnumerator<(string, T)> items() => GetEnumerator();

            public bool ContainsKey(string key) => _modules.ContainsKey(key);

            public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _modules.TryGetValue(key, out value);

            public IEnumerator<(string, T)> GetEnumerator() => _modules.Select(entry => (entry.Key, entry.Value)).GetEnumerator();

            IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

            void Reregister()
            {
                ClearModules();
                foreach (var (key, module) in _modules) register_module(key, module);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="ModuleDict{T}"/>
            public static Modules.ModuleDict<Module> ModuleDict(params (string, Module)[] modules) => new(modules);

            /// <inheritdoc cref="ModuleDict{T}"/>
            public static Modules.ModuleDict<T> ModuleDict<T>(params (string, T)[] modules) where T : Module => new(modules);
        }
    }
}
