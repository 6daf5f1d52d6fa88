using System.Collections;
using System.Globalization;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Modules in a list, registered as "0", "1", …; the owner decides how to call them.</summary>
        public class ModuleList<T> : Module, IList<T> where T : Module
        {
            readonly List<T> _list;

            public ModuleList(params T[] modules) : base(nameof(ModuleList<T>))
            {
                _list = [.. modules];
                Reindex();
            }

            public int Count => _list.Count;

            public bool IsReadOnly => false;

            public T this[int index]
            {
                get => _list[index];
                set => Change(list => list[index] = value);
            }

            public void Add(T item) => Change(list => list.Add(item));

            public void append(params T[] parameters) => extend(parameters);

            public void extend(IEnumerable<T> modules) => Change(list => list.AddRange(modules));

            public void Insert(int index, T item) => Change(list => list.Insert(index, item));

            public void RemoveAt(int index) => Change(list => list.RemoveAt(index));

            public void Clear() => Change(list => list.Clear());

            public bool Remove(T item)
            {
                bool removed = _list.Remove(item);
                Reindex();
                return removed;
            }

            public bool Contains(T item) => _list.Contains(item);

            public void CopyTo(T[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);

            public int IndexOf(T item) => _list.IndexOf(item);

            public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();

            IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

            void Change(Action<List<T>> change)
            {
                change(_list);
                Reindex();
            }

            void Reindex()
            {
                ClearModules();
                for (int i = 0; i < _list.Count; i++) register_module(i.ToString(CultureInfo.InvariantCulture), _list[i]);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="ModuleList{T}"/>
            public static Modules.ModuleList<Module> ModuleList(params Module[] modules) => new(modules);

            /// <inheritdoc cref="ModuleList{T}"/>
            public static Modules.ModuleList<T> ModuleList<T>(params T[] modules) where T : Module => new(modules);
        }
    }
}
