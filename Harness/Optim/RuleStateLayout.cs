using System.Collections.Concurrent;
using System.Reflection;
using static TorchSharp.torch;

namespace AdaShift.Bench.Optim;

/// <summary>How the states of one type are saved, restored, kept and freed. Found out by reflection once, then plain delegates.</summary>
sealed class RuleStateLayout
{
    static readonly ConcurrentDictionary<Type, RuleStateLayout> known = new();

    readonly StatePart[] parts;
    readonly TensorPart[] tensors;

    RuleStateLayout(Type state)
    {
        parts = [.. PropertiesOf(state).Select(p => StatePart.For(state, p))];
        tensors = [.. parts.OfType<TensorPart>()];
    }

    /// <exception cref="InvalidOperationException">The type has a part that cannot be saved.</exception>
    public static RuleStateLayout Of(Type state) => known.GetOrAdd(state, type => new(type));

    public void Save(RuleState state, Snapshot to)
    {
        foreach (var part in parts) part.Save(state, to);
    }

    public void Load(RuleState state, Snapshot from, Device? device, Tensor? theta)
    {
        from.DemandOnly(parts.SelectMany(part => part.Names(state)), "rule's state");
        foreach (var part in parts) part.Load(state, from, device, theta);
    }

    /// <summary>Takes new tensors out of the dispose scope around the step, and frees those they replaced.</summary>
    /// <param name="borrowed">A tensor that the state must not hold on to: the gradient.</param>
    public void Keep(RuleState state, Tensor? borrowed)
    {
        var kept = state.Kept ??= new Tensor?[tensors.Length];
        for (var i = 0; i < tensors.Length; i++)
        {
            var tensor = tensors[i].Get(state);
            if (ReferenceEquals(tensor, kept[i])) continue;
            if (tensor is not null && ReferenceEquals(tensor, borrowed)) throw Borrowed(state, tensors[i]);
            tensor?.DetachFromDisposeScope();
            var replaced = kept[i];
            kept[i] = tensor;
            if (replaced is not null && !Holds(state, replaced)) replaced.Dispose();
        }

        foreach (var part in parts) part.Keep(state, borrowed);
    }

    public IEnumerable<(string name, Tensor tensor)> Tensors(RuleState state) => parts.SelectMany(part => part.Tensors(state));

    public void Free(RuleState state)
    {
        foreach (var part in parts) part.Free(state);
        foreach (var tensor in state.Kept ?? []) tensor?.Dispose();
    }

    /// <summary>A step may exchange two properties, so a tensor gone from one may live on in another.</summary>
    bool Holds(RuleState state, Tensor tensor) => tensors.Any(t => ReferenceEquals(t.Get(state), tensor));

    static InvalidOperationException Borrowed(RuleState state, StatePart part) =>
        new($"{StatePart.NameOf(state.GetType())}.{part.Name} holds the gradient itself, which the next backward overwrites. " +
            "Store grad.clone().");

    static IEnumerable<PropertyInfo> PropertiesOf(Type state)
    {
        var stored = new List<PropertyInfo>();
        for (var type = state; type != typeof(RuleState); type = type.BaseType!)
        {
            const BindingFlags declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            var fields = type.GetFields(declared).Select(f => f.Name).ToHashSet();
            foreach (var property in type.GetProperties(declared))
            {
                var hasField = fields.Remove($"<{property.Name}>k__BackingField");
                if (property.GetMethod is { IsPublic: true } && (hasField || property.SetMethod is not null)) stored.Add(property);
                else if (hasField) throw Hidden(state, property.Name);
            }

            if (fields.Count > 0) throw Hidden(state, fields.Order(StringComparer.Ordinal).First());
        }

        return stored.OrderBy(p => p.Name, StringComparer.Ordinal);
    }

    static InvalidOperationException Hidden(Type state, string field) =>
        new($"{StatePart.NameOf(state)} hides '{field}', which would be lost when a run is interrupted. " +
            $"Make it a public property. Allowed: {StatePart.Allowed}.");
}
