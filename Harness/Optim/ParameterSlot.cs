using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Optim;

/// <summary>One parameter of a <see cref="RuleOptimizer"/>: its name, the parameter and its state.</summary>
public sealed class ParameterSlot
{
    internal ParameterSlot(string name, Parameter theta) => (Name, Theta) = (name, theta);

    /// <summary>The parameter's name in the model, e.g. <c>layer1.weight</c>.</summary>
    public string Name { get; }

    public Parameter Theta { get; }

    /// <summary>Shaped like <see cref="Theta"/>; only during a plain step.</summary>
    internal Tensor Grad { get; set; } = null!;

    /// <summary>Null until the parameter gets its first gradient.</summary>
    public RuleState? State { get; private set; }

    /// <summary>Rules count on a gradient like θ: another shape would broadcast.</summary>
    /// <exception cref="InvalidOperationException">The gradient is of another shape, or sparse.</exception>
    internal void Demand(Tensor grad)
    {
        if (grad.is_sparse)
            throw new InvalidOperationException(
                $"The gradient of '{Name}' is sparse; rules take dense ones: make the embedding with sparse: false.");
        if (!TensorMemory.HasShape(grad.Handle, Theta.shape))
            throw new InvalidOperationException($"The gradient of '{Name}' is {grad.Shape()}, the parameter is {Theta.Shape()}.");
    }

    /// <summary>The state, made now if this is the parameter's first gradient.</summary>
    internal RuleState Begin(UpdateRule rule) => State ??= First(rule);

    internal void Save(Snapshot to)
    {
        to.Put("shape", Theta.Shape());
        to.Put("begun", State is null ? 0L : 1);
        State?.Save(to.Under("state"));
    }

    /// <returns>The saved state, to be given to <see cref="Take"/>; null for a parameter that had not begun.</returns>
    /// <exception cref="InvalidDataException">It is another parameter's, or of other settings.</exception>
    internal RuleState? Read(Snapshot from, UpdateRule rule)
    {
        from.DemandOnly(["shape", "begun", "state"], "optimizer");
        var shape = from.GetText("shape");
        if (shape != Theta.Shape())
            throw new InvalidDataException($"The snapshot's '{Name}' is {shape}, the model's is {Theta.Shape()}.");
        if (from.GetInteger("begun") == 0) return null;
        var saved = First(rule);
        saved.Load(from.Under("state"), Theta.device, Theta);
        RuleChecks.DemandFits(rule, saved, Theta, $"state of '{Name}'");
        return saved;
    }

    internal void Take(RuleState? state)
    {
        State?.Free();
        State = state;
    }

    RuleState First(UpdateRule rule)
    {
        var state = rule.InitState(Theta);
        state.Keep();
        return state;
    }
}
