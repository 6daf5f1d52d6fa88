using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Optim;

/// <summary>Sees one parameter's update, under <c>no_grad</c>, just before θ moves; the rule's state is already the new one.</summary>
/// <param name="slot">Name, parameter and state.</param>
/// <param name="gradient">Shaped like θ; not to be kept or changed.</param>
/// <param name="delta">What is about to be subtracted from θ, schedule included, shaped like θ; null when θ stays.</param>
public delegate void UpdateObserver(ParameterSlot slot, Tensor gradient, Tensor? delta);

/// <summary>An <see cref="UpdateRule"/> at work on a model's parameters: an ordinary TorchSharp optimizer.</summary>
/// <remarks>
/// A parameter's state begins with its first gradient, and a parameter without a gradient is left alone, as in PyTorch.
/// <see cref="zero_grad"/> drops the gradients (PyTorch's <c>set_to_none</c>), so a parameter that a loss does not reach has none.
/// </remarks>
/// <example><code>
/// using var optimizer = new Adam(Lr: 0.001).For(model.named_parameters());
/// optimizer.zero_grad();
/// loss.backward();
/// optimizer.step();
/// </code></example>
public sealed class RuleOptimizer : optim.Optimizer
{
    readonly List<ParameterSlot> slots;
    readonly List<ParameterSlot> active = [];
    readonly ParamGroup group = new() { Options = new() { LearningRate = 1, InitialLearningRate = 1 } };
    readonly AcceleratedStep? accelerated;
    readonly FiniteCheck finite = new();
    RuleState? shared;
    bool isDisposed;

    internal RuleOptimizer(UpdateRule rule, IEnumerable<(string name, Parameter parameter)> named)
        : base(IntPtr.Zero)
    {
        Rule = rule;
        RuleName = NameOf(rule);
        slots = [.. named.Select(p => new ParameterSlot(p.name, p.parameter))];
        RuleChecks.Demand(rule, slots);
        group.Parameters = parameters();
        _parameter_groups = [group];
        accelerated = AcceleratedStep.For(rule, slots);
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

    /// <summary>
    /// The first tensor that was not finite in a step: "the gradient of 'layer1.weight' is not finite". Null while all gradients,
    /// parameters and states were; on a GPU it stays null, see <see cref="TakeFinite"/>.
    /// </summary>
    public string? NotFinite => finite.Found;

    /// <summary>Sees every update; null when nobody looks. Watching changes no bit of the run.</summary>
    public UpdateObserver? Observer { get; set; }

    /// <summary>One per parameter, in the order given.</summary>
    public IReadOnlyList<ParameterSlot> Slots => slots;

    internal string RuleName { get; }

    /// <summary>Moves every parameter that has a gradient.</summary>
    /// <param name="closure">Computes the loss again, with its backward; optional.</param>
    /// <returns>The closure's loss.</returns>
    public override Tensor? step(Func<Tensor>? closure = null)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        var loss = closure is null ? null : Evaluate(closure);
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        if (accelerated?.TryStep(this, shared, finite) == true)
        {
            Path = StepPath.Accelerated;
        }
        else
        {
            accelerated?.Forget();
            StepPlainly();
            Path = StepPath.Plain;
        }

        shared?.Keep();
        Steps++;
        return loss;
    }

    /// <summary>Takes as many steps as there are gradients, where those are known beforehand, as with linear losses.</summary>
    /// <remarks>The same steps as one by one; accelerated, ten million take seconds.</remarks>
    /// <param name="gradients">[K, N], for an optimizer of one parameter of shape [N].</param>
    /// <param name="options">Schedule, projection, and how often θ is recorded; null for none of them.</param>
    /// <returns>[⌊K / every⌋, N]: θ after every so many steps.</returns>
    /// <exception cref="ArgumentException">The shapes or types do not fit.</exception>
    public Tensor Advance(Tensor gradients, SequenceOptions? options = null)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        options ??= new();
        options.Check(slots, gradients);
        using var unrecorded = no_grad();
        var (count, theta) = (gradients.shape[0], slots[0].Theta);
        var thetas = empty(count / options.Every, gradients.shape[1], dtype: theta.dtype, device: theta.device);
        if (Observer is null && accelerated?.TryAdvance(this, shared, gradients, options, thetas, finite) == true)
        {
            Path = StepPath.Accelerated;
            Steps += count;
            zero_grad();
            return thetas;
        }

        for (long t = 0; t < count; t++)
        {
            using var scope = NewDisposeScope();
            theta.grad = gradients[t].clone();
            if (options.Factor is { } factor) Factor = factor(t);
            step();
            if (options.IsBounded) theta.clamp_(options.Low, options.High);
            if ((t + 1) % options.Every == 0) thetas[t / options.Every].copy_(theta);
        }

        zero_grad();
        return thetas;
    }

    /// <summary>Looks for gradients that are not finite now, before something changes them; <see cref="step"/> does so by itself.</summary>
    public void CheckGradients() => finite.LookAtGradients(slots);

    /// <summary>
    /// On a GPU: whether all gradients, parameters and states were finite at the steps since the last call, still on the device.
    /// </summary>
    /// <returns>A 0-dimensional bool; null when there is nothing to tell. The caller disposes it.</returns>
    public Tensor? TakeFinite() => finite.TakeFlag();

    /// <summary>Drops the gradients.</summary>
    public override void zero_grad()
    {
        foreach (var slot in slots) slot.Theta.grad = null;
    }

    /// <exception cref="NotSupportedException">Always.</exception>
    public override void add_param_group(ParamGroup param_group) => throw new NotSupportedException(
        $"{RuleName} has one group of parameters, given when it was made. Make a second optimizer for the others: rule.For(…).");

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
        ObjectDisposedException.ThrowIf(isDisposed, this);
        to.Put("rule", RuleName);
        to.Put("steps", Steps);
        to.Put("factor", Factor);
        to.Put("path", (long)Path);
        shared?.Save(to.Under("shared"));
        foreach (var slot in slots) slot.Save(to.Under("parameters").Under(slot.Name));
        accelerated?.Save(to.Under("accelerator"));
    }

    /// <summary>Puts everything back, bit for bit, whatever this optimizer has done so far.</summary>
    /// <exception cref="InvalidDataException">
    /// The snapshot is another rule's, another model's or of other settings. This optimizer is then as it was.
    /// </exception>
    public void Load(Snapshot from)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (from.GetText("rule") is var saved && saved != RuleName)
            throw new InvalidDataException($"The snapshot holds the state of '{saved}'; it cannot be loaded into '{RuleName}'.");
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        string[] more = shared is null ? [] : ["shared"];
        from.DemandOnly(["rule", "steps", "factor", "path", "parameters", "accelerator", .. more], "optimizer");
        from.Under("parameters").DemandOnly(slots.Select(s => s.Name));
        var states = slots.ConvertAll(slot => slot.Read(from.Under("parameters").Under(slot.Name), Rule));
        var ofModel = ReadShared(from.Under("shared"));
        accelerated?.Load(from.Under("accelerator"));
        foreach (var (slot, state) in slots.Zip(states)) slot.Take(state);
        shared?.Free();
        shared = ofModel;
        finite.Reset();
        (Steps, Factor, Path) = (from.GetInteger("steps"), from.GetNumber("factor"), (StepPath)from.GetInteger("path"));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var slot in slots) slot.State?.Free();
            shared?.Free();
            accelerated?.Dispose();
            finite.Reset();
            isDisposed = true;
        }

        base.Dispose(disposing);
    }

    void StepPlainly()
    {
        try
        {
            Gather();
            if (shared is null) StepOneByOne();
            else StepTogether(shared);
            finite.Look(active, shared);
        }
        finally
        {
            foreach (var slot in active) slot.Grad = null!;
            active.Clear();
        }
    }

    void Gather()
    {
        foreach (var slot in slots)
        {
            if (slot.Theta.grad is not { } grad) continue;
            slot.Demand(grad);
            slot.Grad = grad;
            active.Add(slot);
        }

        foreach (var slot in active) slot.Begin(Rule);
    }

    void StepOneByOne()
    {
        foreach (var slot in active)
        {
            using var scope = NewDisposeScope();
            Apply(slot, Rule.StepOne(slot.State!, slot.Theta, slot.Grad));
        }
    }

    void StepTogether(RuleState state)
    {
        if (active.Count == 0) return;
        var deltas = Rule.StepTogether([.. active.Select(s => new Slot<RuleState>(s.Name, s.Theta, s.Grad, s.State!))], state);
        if (deltas.Count != active.Count)
            throw new InvalidOperationException($"{RuleName} returned {deltas.Count} steps for {active.Count} parameters.");
        foreach (var (slot, delta) in active.Zip(deltas)) Apply(slot, delta);
    }

    /// <summary>θ ← θ − factor · delta.</summary>
    void Apply(ParameterSlot slot, Tensor? delta)
    {
        slot.State!.Keep(slot.Grad);
        if (Observer is { } observer) Show(observer, slot, delta);
        if (delta is not null) Move(slot, delta);
    }

    void Show(UpdateObserver observer, ParameterSlot slot, Tensor? delta)
    {
        if (delta is not null && Factor != 1) delta *= Factor;
        if (delta is not null && delta.numel() != slot.Theta.numel()) delta = delta.expand_as(slot.Theta);
        observer(slot, slot.Grad, delta);
    }

    void Move(ParameterSlot slot, Tensor delta)
    {
        try
        {
            slot.Theta.add_(delta, alpha: -Factor);
        }
        catch (ExternalException wrong)
        {
            var (made, wanted) = ($"{delta.Shape()} {delta.dtype}", $"{slot.Theta.Shape()} {slot.Theta.dtype}");
            throw new InvalidOperationException(
                $"{RuleName} made a step of {made} for '{slot.Name}', which is {wanted}: {wrong.Message}", wrong);
        }
    }

    RuleState? ReadShared(Snapshot from)
    {
        if (FirstShared() is not { } saved) return null;
        saved.Load(from, slots[0].Theta.device, null);
        RuleChecks.DemandFits(Rule, saved, slots[0].Theta, "state of the model");
        return saved;
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

/// <summary>How a <see cref="RuleOptimizer"/> took its latest step.</summary>
public enum StepPath
{
    /// <summary>It has not taken any.</summary>
    None,

    /// <summary>By the rule's own Step, operator by operator.</summary>
    Plain,

    /// <summary>By the rule's <see cref="Accelerator"/>.</summary>
    Accelerated,
}
