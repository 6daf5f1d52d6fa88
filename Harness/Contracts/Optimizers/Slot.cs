using System.Collections;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Contracts;

/// <summary>One parameter in one step: the parameter, its gradient, its state, and the way to move it.</summary>
public abstract class Slot
{
    /// <summary>The parameter's name in the model, e.g. <c>layer1.weight</c>.</summary>
    public required string Name { get; init; }

    public required Parameter Theta { get; init; }

    /// <summary>Shaped like <see cref="Theta"/>; valid during the step only.</summary>
    public Tensor Grad { get; internal set; } = null!;

    /// <summary>θ ← θ − factor · step, where the factor is what the learning-rate schedule says now. Null leaves θ where it is.</summary>
    public abstract void Apply(Tensor? step);

    internal RuleState UntypedState { get; set; } = null!;
}

/// <inheritdoc/>
/// <remarks>A view of an untyped slot; cheap to make.</remarks>
public readonly struct Slot<TState>(Slot slot)
    where TState : RuleState
{
    public string Name => slot.Name;
    public Parameter Theta => slot.Theta;
    public Tensor Grad => slot.Grad;
    public TState State => (TState)slot.UntypedState;

    /// <inheritdoc cref="Slot.Apply"/>
    public void Apply(Tensor? step) => slot.Apply(step);
}

sealed class TypedSlots<TState>(IReadOnlyList<Slot> slots) : IReadOnlyList<Slot<TState>>
    where TState : RuleState
{
    public Slot<TState> this[int index] => new(slots[index]);
    public int Count => slots.Count;
    public IEnumerator<Slot<TState>> GetEnumerator() => slots.Select(s => new Slot<TState>(s)).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
