using System.Reflection;

namespace AdaShift.Bench.Optim;

/// <summary>Reads and writes one property of a state without reflection on every step.</summary>
abstract class PropertyAccess<T>
{
    public abstract T Get(RuleState state);

    public abstract void Set(RuleState state, T value);
}

sealed class PropertyAccess<TState, T>(PropertyInfo property) : PropertyAccess<T>
    where TState : RuleState
{
    readonly Func<TState, T> get = property.GetMethod!.CreateDelegate<Func<TState, T>>();
    readonly Action<TState, T>? set = property.PropertyType == typeof(T) ? property.SetMethod?.CreateDelegate<Action<TState, T>>() : null;

    public override T Get(RuleState state) => get((TState)state);

    public override void Set(RuleState state, T value) => set!((TState)state, value);
}
