namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Every parameter and persistent buffer by its dotted path: the tensors themselves, not copies.</summary>
            /// <param name="destination">Where to add; a new dictionary if null.</param>
            /// <param name="prefix">Put before each name, with a dot between.</param>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= new(StringComparer.Ordinal);
                string Path(string name) => string.IsNullOrEmpty(prefix) ? name : $"{prefix}.{name}";
                foreach (var (name, parameter) in named_parameters(recurse: false)) destination.TryAdd(Path(name), parameter);
                foreach (var (name, buffer) in named_buffers(recurse: false, include_nonpersistent: false))
                    destination.TryAdd(Path(name), buffer);
                foreach (var (name, child) in named_children()) child.state_dict(destination, Path(name));
                return destination;
            }

            /// <summary>Copies values into the parameters and buffers of the same name; none at all if any does not fit.</summary>
            /// <param name="strict">Whether the names on both sides must be the same.</param>
            /// <param name="skip">Names to leave alone on both sides.</param>
            /// <returns>The names that only this module has, and those that only <paramref name="source"/> has.</returns>
            /// <exception cref="InvalidOperationException">A shape differs, or, if strict, a name is missing or unexpected.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var target = state_dict();
                var missing = target.Keys.Except(source.Keys).Except(skip ?? []).ToList();
                var unexpected = source.Keys.Except(target.Keys).Except(skip ?? []).ToList();
                var common = target.Keys.Intersect(source.Keys).Except(skip ?? []).ToList();

                var problems = common.Where(key => !target[key].shape.SequenceEqual(source[key].shape))
                    .Select(key => $"'{key}' has shape {Shape(target[key])} in the module, {Shape(source[key])} in the state");
                if (strict)
                {
                    problems = problems.Concat(missing.Select(key => $"'{key}' is missing from the state"))
                        .Concat(unexpected.Select(key => $"'{key}' is not in the module"));
                }
                if (problems.ToList() is { Count: > 0 } found)
                    throw new InvalidOperationException($"The state does not fit {GetName()}: {string.Join("; ", found)}.");

                using var _ = no_grad();
                foreach (var key in common) target[key].copy_(source[key]);
                return (missing, unexpected);
            }

            static string Shape(Tensor tensor) => $"[{string.Join(',', tensor.shape)}]";
        }
    }
}
