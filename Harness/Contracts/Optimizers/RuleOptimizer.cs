using System.Reflection;
using AdaShift.Bench.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Contracts;

/// <summary>Sees one parameter's update, under <c>no_grad</c>, just before θ moves; the rule's state is already the new one.</summary>
/// <param name="slot">Name, parameter and state.</param>
/// <param name="gradient">Shaped like θ; not to be kept or changed.</param>
/// <param name="delta">What is about to be subtracted from θ, schedule included, shaped like θ; null when θ stays.</param>
public delegate void UpdateObserver(Slot slot, Tensor gradient, Tensor? delta);

/// <summary>An <see cref="UpdateRule"/> at work on a model's parameters: an ordinary TorchSharp optimizer.</summary>
/// <remarks>
/// A parameter's state begins with its first gradient, and a parameter without a gradient is left alone, as in PyTorch.
/// <see cref="zero_grad"/> drops the gradients (PyTorch's <c>set_to_none</c>), so a parameter that a loss does not reach has none.
/// </remarks>
/// <example><code>
/// using var optimizer = new Adam(Lr: 0.001).For(model.parameters());
/// optimizer.zero_grad();
/// loss.backward();
/// optimizer.step();
/// </code></example>
public sealed class RuleOptimizer : optim.Optimizer
{
    readonly List<Slot> slots;
    readonly List<Slot> active = [];
    readonly ParamGroup group = new() { Options = new() { LearningRate = 1, InitialLearningRate = 1 } };
    readonly FusedPath? fused;
    RuleState? shared;

    internal RuleOptimizer(UpdateRule rule, IEnumerable<(string name, Parameter parameter)> named)
        : base(IntPtr.Zero)
    {
        Rule = rule;
        RuleName = NameOf(rule);
        slots = [.. named.Select(p => new Slot(this, p.name, p.parameter))];
        RuleChecks.Demand(rule, slots);
        group.Parameters = parameters();
        _parameter_groups = [group];
        fused = rule.Fused && rule.OffersFused && FusedKernels.Available ? new FusedPath(this, slots) : null;
        shared = FirstShared();
    }

    public UpdateRule Rule { get; }

    /// <summary>What the learning-rate schedule says: multiplies every step. 1 leaves the rule's own learning rate.</summary>
    /// <remarks>It is the learning rate that TorchSharp's <c>lr_scheduler</c> sees and sets, so those work too.</remarks>
    public double Factor
    {
        get => group.LearningRate;
        set => group.LearningRate = value;
    }

    /// <summary>Steps taken so far.</summary>
    public long Steps { get; private set; }

    /// <summary>How the latest step was taken; saved and restored with the state.</summary>
    public StepPath Path { get; private set; }

    /// <summary>Sees every update; null when nobody looks. Watching changes no bit of the run.</summary>
    public UpdateObserver? Observer { get; set; }

    /// <summary>One a parameter, in the order given.</summary>
    public IReadOnlyList<Slot> Slots => slots;

    internal string RuleName { get; }

    /// <summary>Moves every parameter that has a gradient.</summary>
    /// <param name="closure">Computes the loss again, with its backward; optional.</param>
    /// <returns>The closure's loss.</returns>
    public override Tensor? step(Func<Tensor>? closure = null)
    {
        var loss = closure is null ? null : Evaluate(closure);
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        Path = fused?.TryStep(Rule, shared) == true ? StepPath.Fused : StepEagerly();
        shared?.Keep();
        Steps++;
        return loss;
    }

    /// <summary>Drops the gradients.</summary>
    public override void zero_grad()
    {
        foreach (var slot in slots) slot.Theta.grad = null;
    }

    public override IEnumerable<Parameter> parameters() => slots.Select(s => s.Theta);

    /// <summary>Steps taken and every state, cloned. The caller disposes it.</summary>
    public Snapshot state_dict()
    {
        var snapshot = new Snapshot();
        Save(snapshot);
        return snapshot;
    }

    /// <inheritdoc cref="Load"/>
    public void load_state_dict(Snapshot state) => Load(state);

    /// <summary>Writes the steps taken, the factor, and every state, with which parameters have begun.</summary>
    public void Save(Snapshot to)
    {
        to.Put("rule", RuleName);
        to.Put("steps", Steps);
        to.Put("factor", Factor);
        to.Put("path", (long)Path);
        shared?.Save(to.Under("shared"));
        foreach (var slot in slots) slot.Save(to.Under("parameters").Under(slot.Name));
    }

    /// <summary>Puts everything back, bit for bit, whatever this optimizer has done so far.</summary>
    /// <exception cref="InvalidDataException">The snapshot is another rule's or another model's.</exception>
    public void Load(Snapshot from)
    {
        if (from.GetText("rule") is var saved && saved != RuleName)
            throw new InvalidDataException($"The snapshot holds the state of '{saved}'; it cannot be loaded into '{RuleName}'.");
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        foreach (var slot in slots) slot.Load(from.Under("parameters").Under(slot.Name));
        shared?.Dispose();
        shared = FirstShared();
        shared?.Load(from.Under("shared"), slots[0].Theta.device);
        (Steps, Factor, Path) = (from.GetInteger("steps"), from.GetNumber("factor"), (StepPath)from.GetInteger("path"));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var slot in slots) slot.State?.Dispose();
            shared?.Dispose();
        }

        base.Dispose(disposing);
    }

    StepPath StepEagerly()
    {
        try
        {
            Gather();
            Rule.StepModel(active, shared);
            foreach (var slot in active) slot.End();
            return StepPath.Eager;
        }
        finally
        {
            foreach (var slot in active) slot.Forget();
            active.Clear();
        }
    }

    void Gather()
    {
        foreach (var slot in slots)
        {
            if (slot.Theta.grad is not { } grad) continue;
            slot.Begin(grad);
            active.Add(slot);
        }
    }

    RuleState? FirstShared()
    {
        using var unrecorded = no_grad();
        var state = Rule.InitShared();
        state?.Keep();
        return state;
    }

    static Tensor Evaluate(Func<Tensor> closure)
    {
        using var recorded = enable_grad();
        return closure();
    }

    static string NameOf(UpdateRule rule) =>
        rule.GetType().GetCustomAttribute<OptimizerAttribute>()?.Name ?? rule.GetType().Name;
}
