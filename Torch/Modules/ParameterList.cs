using System.Collections;
using System.Globalization;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Parameters in a list, registered as "0", "1", ….</summary>
        public class ParameterList : Module, IReadOnlyList<Parameter>
        {
            readonly List<Parameter> _list = [];

            public ParameterList(params Parameter[] parameters) : base(nameof(ParameterList)) => extend(parameters);

            public int Count => _list.Count;

            public Parameter this[int index]
            {
                get => _list[index];
                set
                {
                    ConditionallyRegisterParameter(Name(index), value);
                    _list[index] = value;
                }
            }

            public void Add(Parameter item)
            {
                register_parameter(Name(_list.Count), item);
                _list.Add(item);
            }

            public void append(params Parameter[] parameters) => extend(parameters);

            public void extend(IEnumerable<Parameter> parameters)
            {
                foreach (var parameter in parameters) Add(parameter);
            }

            public bool Contains(Parameter item) => _list.Any(parameter => ReferenceEquals(parameter, item));

            public IEnumerator<Parameter> GetEnumerator() => _list.GetEnumerator();

            IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

            static string Name(int index) => index.ToString(CultureInfo.InvariantCulture);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.ParameterList"/>
            public static Modules.ParameterList ParameterList(params Modules.Parameter[] parameters) => new(parameters);
        }
    }
}
