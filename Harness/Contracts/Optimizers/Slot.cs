using System.Collections;
using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Contracts;

/// <summary>One parameter of a <see cref="RuleOptimizer"/>: the parameter, its gradient, its state, and the way to move it.</summary>
public sealed class Slot
{
    readonly RuleOptimizer owner;
    bool applied;

    internal Slot(RuleOptimizer owner, string name, Parameter theta) => (this.owner, Name, Theta) = (owner, name, theta);

    /// <summary>The parameter's name in the model, e.g. <c>layer1.weight</c>.</summary>
    public string Name { get; }

    public Parameter Theta { get; }

    /// <summary>Shaped like <see cref="Theta"/>; valid during the step only.</summary>
    public Tensor Grad { get; private set; } = null!;

    /// <summary>Null until the parameter gets its first gradient.</summary>
    public RuleState? State { get; private set; }

    /// <summary>θ ← θ − factor · scale · step, the factor being what the schedule says now. Null leaves θ where it is.</summary>
    /// <param name="step">Of a shape that broadcasts to θ. Not changed.</param>
    /// <param name="scale">A learning rate that is not yet in the step; saves a pass over it.</param>
    public void Apply(Tensor? step, double scale = 1)
    {
        if (applied) throw new InvalidOperationException($"{owner.RuleName} applied two steps to '{Name}' at once. Apply one.");
        applied = true;
        State!.Keep(Grad);
        scale *= owner.Factor;
        if (owner.Observer is { } observer) Show(observer, step, scale);
        if (step is not null) Move(step, scale);
    }

    internal void Begin(Tensor grad)
    {
        Grad = grad;
        applied = false;
        State ??= FirstState();
    }

    /// <summary>The fused step reads θ's gradient itself.</summary>
    internal void BeginFused() => State ??= FirstState();

    internal void End()
    {
        if (!applied)
            throw new InvalidOperationException($"{owner.RuleName} left out '{Name}'. Apply a step to every slot, null where θ stays.");
        State!.Keep(Grad);
    }

    internal void Forget() => Grad = null!;

    internal void Save(Snapshot to)
    {
        to.Put("shape", Shape(Theta));
        to.Put("begun", State is null ? 0L : 1);
        State?.Save(to.Under("state"));
    }

    internal void Load(Snapshot from)
    {
        var shape = from.GetText("shape");
        if (shape != Shape(Theta))
            throw new InvalidDataException($"The snapshot's '{Name}' is {shape}, the model's is {Shape(Theta)}.");
        State?.Dispose();
        State = null;
        if (from.GetInteger("begun") == 0) return;
        State = FirstState();
        State.Load(from.Under("state"), Theta.device);
    }

    RuleState FirstState()
    {
        var state = owner.Rule.InitState(Theta);
        state.Keep(Grad);
        return state;
    }

    void Show(UpdateObserver observer, Tensor? step, double scale)
    {
        var delta = step is null || scale == 1 ? step : step * scale;
        if (delta is not null && delta.numel() != Theta.numel()) delta = delta.expand_as(Theta);
        observer(this, Grad, delta);
    }

    void Move(Tensor step, double scale)
    {
        try
        {
            Theta.add_(step, alpha: -scale);
        }
        catch (ExternalException wrong)
        {
            var (made, wanted) = ($"{Shape(step)} {step.dtype}", $"{Shape(Theta)} {Theta.dtype}");
            throw new InvalidOperationException(
                $"{owner.RuleName} made a step of {made} for '{Name}', which is {wanted}: {wrong.Message}", wrong);
        }
    }

    static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}

/// <inheritdoc cref="Slot"/>
/// <remarks>A view of an untyped slot; cheap to make.</remarks>
public readonly struct Slot<TState>(Slot slot)
    where TState : RuleState
{
    public string Name => slot.Name;
    public Parameter Theta => slot.Theta;
    public Tensor Grad => slot.Grad;
    public TState State => (TState)slot.State!;

    /// <inheritdoc cref="Slot.Apply"/>
    public void Apply(Tensor? step, double scale = 1) => slot.Apply(step, scale);
}

sealed class TypedSlots<TState>(IReadOnlyList<Slot> slots) : IReadOnlyList<Slot<TState>>
    where TState : RuleState
{
    public Slot<TState> this[int index] => new(slots[index]);
    public int Count => slots.Count;
    public IEnumerator<Slot<TState>> GetEnumerator() => slots.Select(s => new Slot<TState>(s)).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
