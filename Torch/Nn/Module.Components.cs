using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            readonly OrderedDictionary<string, Parameter> _parameters = new(StringComparer.Ordinal);
            readonly OrderedDictionary<string, (Tensor Tensor, bool Persistent)> _buffers = new(StringComparer.Ordinal);
            readonly OrderedDictionary<string, Module> _children = new(StringComparer.Ordinal);

            /// <summary>The parameters in order of registration, each once even if shared; names are dotted paths.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var own = _parameters.Select(entry => (name: entry.Key, parameter: entry.Value));
                IEnumerable<(string name, Parameter parameter)> below = recurse
                    ? named_children().SelectMany(child => Below(child.name, child.module.named_parameters()))
                    : [];
                return own.Concat(below).DistinctBy(entry => entry.parameter, ReferenceEqualityComparer.Instance);
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(entry => entry.parameter);

            /// <param name="include_nonpersistent">False leaves out the buffers that <see cref="state_dict"/> leaves out.</param>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var own = _buffers.Where(entry => include_nonpersistent || entry.Value.Persistent)
                    .Select(entry => (name: entry.Key, buffer: entry.Value.Tensor));
                IEnumerable<(string name, Tensor buffer)> below = recurse
                    ? named_children().SelectMany(child => Below(child.name, child.module.named_buffers(true, include_nonpersistent)))
                    : [];
                return own.Concat(below).DistinctBy(entry => entry.buffer, ReferenceEqualityComparer.Instance);
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(entry => entry.buffer);

            public virtual IEnumerable<(string name, Module module)> named_children() =>
                _children.Select(entry => (entry.Key, entry.Value));

            public virtual IEnumerable<Module> children() => named_children().Select(child => child.module);

            /// <summary>Every descendant, not this module itself (as in TorchSharp, unlike PyTorch).</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules() =>
                named_children().Concat(named_children().SelectMany(child => Below(child.name, child.module.named_modules())));

            public virtual IEnumerable<Module> modules() => named_modules().Select(entry => entry.module);

            /// <returns>The parameter at a dotted path, or null.</returns>
            public virtual Parameter? get_parameter(string target) =>
                named_parameters().FirstOrDefault(entry => entry.name == target).parameter;

            /// <returns>The buffer at a dotted path, or null.</returns>
            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(entry => entry.name == target).buffer;

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <exception cref="ArgumentException">The name is empty or contains a dot.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                RequireFree(name, "parameter");
                ConditionallyRegisterParameter(name, param);
            }

            /// <summary>Adds a tensor that is state but not trained, such as a running mean.</summary>
            /// <param name="persistent">Whether <see cref="state_dict"/> saves it.</param>
            /// <inheritdoc cref="register_parameter" path="/exception"/>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                RequireFree(name, "buffer");
                ConditionallyRegisterBuffer(name, tensor, persistent);
            }

            /// <inheritdoc cref="register_parameter" path="/exception"/>
            public virtual void register_module(string name, Module submodule)
            {
                ArgumentNullException.ThrowIfNull(submodule);
                RequireFree(name, "module");
                submodule.RegisterComponents();
                _children.Add(name, submodule);
            }

            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Sets, replaces or (null) removes a parameter.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null) _parameters.Remove(name);
                else _parameters[name] = (Parameter)value.DetachFromDisposeScope();
            }

            /// <summary>Sets, replaces or (null) removes a buffer.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null) _buffers.Remove(name);
                else _buffers[name] = (value.DetachFromDisposeScope(), persistent);
            }

            protected void ClearModules() => _children.Clear();

            /// <summary>A property's setter: registers the new parameter under the property's name and disposes the old one.</summary>
            private protected Parameter? Own(string property, Parameter? old, Parameter? value)
            {
                ConditionallyRegisterParameter(property, value);
                if (!ReferenceEquals(old, value)) old?.Dispose();
                return value;
            }

            /// <inheritdoc cref="Own(string, Parameter?, Parameter?)"/>
            private protected Tensor? OwnBuffer(string property, Tensor? old, Tensor? value)
            {
                ConditionallyRegisterBuffer(property, value);
                if (!ReferenceEquals(old, value)) old?.Dispose();
                return value;
            }

            static IEnumerable<(string name, T item)> Below<T>(string parent, IEnumerable<(string name, T item)> entries) =>
                entries.Select(entry => ($"{parent}.{entry.name}", entry.item));

            void RequireFree(string name, string kind)
            {
                if (string.IsNullOrEmpty(name)) throw new ArgumentException($"A {kind} of {GetName()} needs a name.", nameof(name));
                if (name.Contains('.'))
                    throw new ArgumentException(
                        $"The {kind} name '{name}' of {GetName()} has a dot, which separates modules.", nameof(name));
                if (_parameters.ContainsKey(name) || _buffers.ContainsKey(name) || _children.ContainsKey(name))
                    throw new InvalidOperationException($"{GetName()} already has a component named '{name}'.");
            }
        }
    }
}
