using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp
{
    namespace Utils
    {
        /// <summary>Gives a field another name in <c>state_dict</c> than its own.</summary>
        [AttributeUsage(AttributeTargets.Field)]
        public sealed class ComponentNameAttribute : Attribute
        {
            public string? Name { get; set; }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public partial class Module
            {
                bool _componentsRegistered;

                /// <summary>
                /// Registers every field that holds a module, a parameter or a tensor under the field's name. The last line of a
                /// module's constructor; fields assigned later are not seen.
                /// </summary>
                protected virtual void RegisterComponents()
                {
                    if (_componentsRegistered) return;
                    _componentsRegistered = true;
                    foreach (var field in Fields(GetType())) Register(ComponentName(field), field.GetValue(this));
                }

                void Register(string component, object? value)
                {
                    if (_parameters.ContainsKey(component) || _buffers.ContainsKey(component) || _children.ContainsKey(component)) return;
                    switch (value)
                    {
                        case Module module: register_module(component, module); break;
                        case Parameter parameter: register_parameter(component, parameter); break;
                        case Tensor tensor: register_buffer(component, tensor); break;
                    }
                }

                /// <summary>A class's own fields in order of declaration, then its base's.</summary>
                static IEnumerable<FieldInfo> Fields(Type type)
                {
                    const BindingFlags declared =
                        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
                    for (Type? t = type; t is not null && t != typeof(Module); t = t.BaseType)
                    {
                        foreach (var field in t.GetFields(declared)) yield return field;
                    }
                }

                /// <summary>The compiler names the field behind property x <c>&lt;x&gt;k__BackingField</c>: its component is x.</summary>
                static string ComponentName(FieldInfo field)
                {
                    if (field.GetCustomAttribute<ComponentNameAttribute>()?.Name is { } given) return given;
                    return field.Name is ['<', .. var rest] && rest.IndexOf('>') is var end and > 0 ? rest[..end] : field.Name;
                }
            }
        }
    }
}
