using static TorchSharp.torch;

namespace AdaShift.Bench;

/// <summary>Named tensors and numbers: a trial, an optimizer or a whole run at one moment. What a checkpoint holds.</summary>
/// <remarks>
/// <see cref="Put(string, Tensor)"/> clones, so a snapshot never changes. Disposing it, or a part of it, frees all its tensors.
/// </remarks>
public sealed class Snapshot : IDisposable
{
    readonly string prefix;
    readonly SortedDictionary<string, Tensor> tensors;
    readonly SortedDictionary<string, string> values;

    public Snapshot()
        : this("", new(StringComparer.Ordinal), new(StringComparer.Ordinal)) { }

    /// <summary>A snapshot read back; it takes the tensors over.</summary>
    public Snapshot(IEnumerable<KeyValuePair<string, Tensor>> tensors, IEnumerable<KeyValuePair<string, string>> values)
        : this()
    {
        foreach (var (name, tensor) in tensors) this.tensors.Add(name, tensor);
        foreach (var (name, value) in values) this.values.Add(name, value);
    }

    Snapshot(string prefix, SortedDictionary<string, Tensor> tensors, SortedDictionary<string, string> values) =>
        (this.prefix, this.tensors, this.values) = (prefix, tensors, values);

    /// <summary>All tensors, by full name, in ordinal order.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => tensors;

    /// <summary>All numbers and words, by full name, in ordinal order; written culture-invariant and round-trip exact.</summary>
    public IReadOnlyDictionary<string, string> Values => values;

    /// <summary>The part of this snapshot under a name: a view, not a copy.</summary>
    public Snapshot Under(string name) => new($"{prefix}{name}/", tensors, values);

    public void Put(string name, Tensor tensor)
    {
        using var unrecorded = no_grad();
        tensors.Add(prefix + name, tensor.clone().DetachFromDisposeScope());
    }

    public void Put(string name, long value) => values.Add(prefix + name, FormattableString.Invariant($"{value}"));

    public void Put(string name, double value) => values.Add(prefix + name, FormattableString.Invariant($"{value:R}"));

    public void Put(string name, string value) => values.Add(prefix + name, value);

    public bool Has(string name) => tensors.ContainsKey(prefix + name) || values.ContainsKey(prefix + name);

    /// <returns>The snapshot's own tensor: copy from it, do not keep it.</returns>
    public Tensor GetTensor(string name) => tensors.TryGetValue(prefix + name, out var tensor) ? tensor : throw Missing(name);

    public long GetInteger(string name) => long.Parse(GetText(name), System.Globalization.CultureInfo.InvariantCulture);

    public double GetNumber(string name) => double.Parse(GetText(name), System.Globalization.CultureInfo.InvariantCulture);

    public string GetText(string name) => values.TryGetValue(prefix + name, out var value) ? value : throw Missing(name);

    /// <summary>Refuses a snapshot with entries that nothing here would take.</summary>
    /// <param name="names">Every name that may stand under this part.</param>
    /// <param name="owner">What would take them, for the message.</param>
    /// <exception cref="InvalidDataException">Names the first one that is left over.</exception>
    public void DemandOnly(IEnumerable<string> names, string owner = "model")
    {
        var known = names.ToHashSet(StringComparer.Ordinal);
        foreach (var key in tensors.Keys.Concat(values.Keys).Where(key => key.StartsWith(prefix, StringComparison.Ordinal)))
            if (key[prefix.Length..] is var name && !Beginnings(name).Any(known.Contains))
                throw new InvalidDataException($"The snapshot has '{prefix}{Beginnings(name).First()}', the {owner} has not.");
    }

    /// <summary>Every entry of a module's state_dict: parameters and buffers.</summary>
    public void PutModule(nn.Module module)
    {
        foreach (var (name, tensor) in module.state_dict()) Put(name, tensor);
    }

    /// <summary>Puts parameters and buffers back, in place.</summary>
    /// <exception cref="InvalidDataException">The module has other entries than the snapshot, or one of another shape or type.</exception>
    public void GetModule(nn.Module module)
    {
        using var unrecorded = no_grad();
        var state = module.state_dict();
        DemandOnly(state.Keys);
        foreach (var (name, tensor) in state)
        {
            var saved = GetTensor(name);
            if (saved.dtype != tensor.dtype || !saved.shape.AsSpan().SequenceEqual(tensor.shape))
                throw new InvalidDataException(
                    $"The snapshot's '{prefix}{name}' is {saved.Shape()} {saved.dtype}, the model's is {tensor.Shape()} {tensor.dtype}.");
        }

        foreach (var (name, tensor) in state) tensor.copy_(GetTensor(name));
    }

    public void Dispose()
    {
        foreach (var tensor in tensors.Values) tensor.Dispose();
        tensors.Clear();
    }

    /// <summary>"a", "a/b" and "a/b/c" of "a/b/c": a name may itself have a '/'.</summary>
    static IEnumerable<string> Beginnings(string name)
    {
        for (var at = name.IndexOf('/', StringComparison.Ordinal); at >= 0; at = name.IndexOf('/', at + 1)) yield return name[..at];
        yield return name;
    }

    InvalidDataException Missing(string name) =>
        new($"The snapshot has no '{prefix}{name}'. It was taken from a different workload, optimizer or version.");
}
