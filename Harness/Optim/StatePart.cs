using System.Reflection;
using static TorchSharp.torch;

namespace AdaShift.Bench.Optim;

/// <summary>One property of a <see cref="RuleState"/>.</summary>
abstract class StatePart(string name)
{
    public const string Allowed = "Tensor, Tensor?, GradientWindow, a RuleState, long, int, double, bool";

    public string Name { get; } = name;

    public abstract void Save(RuleState state, Snapshot to);

    /// <inheritdoc cref="RuleStateExtensions.Load(RuleState, Snapshot, Device, Tensor)"/>
    public abstract void Load(RuleState state, Snapshot from, Device? device, Tensor? theta);

    /// <summary>What it reads of a snapshot.</summary>
    public virtual IEnumerable<string> Names(RuleState state) => [Name];

    public virtual void Keep(RuleState state, Tensor? borrowed) { }

    public virtual IEnumerable<(string name, Tensor tensor)> Tensors(RuleState state) => [];

    public virtual void Free(RuleState state) { }

    public static StatePart For(Type state, PropertyInfo property)
    {
        var type = property.PropertyType;
        if (type == typeof(GradientWindow)) return new WindowPart(property.Name, Read<GradientWindow?>(state, property));
        if (type.IsAssignableTo(typeof(RuleState))) return new NestedPart(property.Name, Read<RuleState?>(state, property));
        if (type == typeof(Tensor)) return new TensorPart(property.Name, Read<Tensor?>(state, property), Write<Tensor?>(state, property));
        if (type == typeof(long)) return Number<long>(state, property, (to, key, n) => to.Put(key, n), (s, key) => s.GetInteger(key));
        if (type == typeof(int)) return Number(state, property, (to, key, n) => to.Put(key, (long)n), (s, key) => (int)s.GetInteger(key));
        if (type == typeof(double)) return Number<double>(state, property, (to, key, x) => to.Put(key, x), (s, key) => s.GetNumber(key));
        if (type == typeof(bool))
            return Number(state, property, (to, key, b) => to.Put(key, b ? 1L : 0), (s, key) => s.GetInteger(key) != 0);
        throw new InvalidOperationException(
            $"{NameOf(state)}.{property.Name} is a {type.Name}, which cannot be part of a rule's state. Allowed: {Allowed}.");
    }

    /// <returns>As people write it: <c>Momentum.State</c>.</returns>
    public static string NameOf(Type state) => state.DeclaringType is { } rule ? $"{rule.Name}.{state.Name}" : state.Name;

    static NumberPart<T> Number<T>(Type state, PropertyInfo property, Action<Snapshot, string, T> save, Func<Snapshot, string, T> load) =>
        new(property.Name, Read<T>(state, property), Write<T>(state, property), save, load);

    static Func<RuleState, T> Read<T>(Type state, PropertyInfo property) => Access<T>(state, property).Get;

    static Action<RuleState, T> Write<T>(Type state, PropertyInfo property) =>
        property.SetMethod is not null ? Access<T>(state, property).Set
        : throw new InvalidOperationException($"{NameOf(state)}.{property.Name} cannot be restored: give it a set or init accessor.");

    static PropertyAccess<T> Access<T>(Type state, PropertyInfo property) =>
        (PropertyAccess<T>)Activator.CreateInstance(typeof(PropertyAccess<,>).MakeGenericType(state, typeof(T)), property)!;
}
