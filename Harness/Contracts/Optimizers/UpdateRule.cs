using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Contracts;

/// <summary>An optimizer: an immutable record, its parameters the hyper-parameters. Derive from <see cref="UpdateRule{TState}"/>.</summary>
public abstract record UpdateRule
{
    /// <summary>Whether the fused step is taken where the rule offers one (<see cref="IFusedRule"/>) and the tensors allow it.</summary>
    public bool Fused { get; init; } = true;

    /// <summary>What is wrong with these settings together (each alone is checked by <see cref="InAttribute"/>); empty when fine.</summary>
    public virtual IEnumerable<string> Problems() => [];

    /// <summary>A plain TorchSharp optimizer over these parameters: step, zero_grad, state_dict. Of use outside the harness too.</summary>
    /// <exception cref="ArgumentException">Hyper-parameters out of range, no parameters, or one of them twice.</exception>
    public RuleOptimizer For(IEnumerable<Parameter> parameters) =>
        new(this, parameters.Select((p, i) => (FormattableString.Invariant($"{i}"), p)));

    /// <inheritdoc cref="For(IEnumerable{Parameter})"/>
    public RuleOptimizer For(IEnumerable<(string name, Parameter parameter)> parameters) => new(this, parameters);

    /// <summary>The state of the model as a whole, beside each parameter's; null for a rule that steps each parameter on its own.</summary>
    /// <remarks>
    /// A rule that looks across parameters says so here: with <see cref="NoState"/> when it has nothing to remember. Without one, its
    /// <see cref="UpdateRule{TState}.StepAll"/> must do what its <see cref="UpdateRule{TState}.Step"/> does.
    /// </remarks>
    public virtual RuleState? InitShared() => null;

    /// <summary>The state for one parameter, made when it gets its first gradient.</summary>
    internal abstract RuleState InitState(Tensor theta);

    /// <summary>One step of the whole model: every parameter that has a gradient, in the model's order.</summary>
    internal abstract void StepModel(IReadOnlyList<Slot> slots, RuleState? shared);

    /// <summary>The rule has a fused step for its own state, with these settings.</summary>
    internal abstract bool OffersFused { get; }

    /// <summary>The same step by the fused path.</summary>
    internal abstract void Fuse(FusedPath path, RuleState? shared);
}

/// <summary>The contract of an optimizer is two functions: <see cref="Init"/> and <see cref="Step"/>.</summary>
/// <remarks>
/// Both run under <c>no_grad</c>, inside a dispose scope: temporaries need no disposing. The state's tensors are kept for you.
/// What must look across parameters overrides <see cref="StepAll"/>.
/// </remarks>
public abstract record UpdateRule<TState> : UpdateRule
    where TState : RuleState
{
    /// <summary>The state before the first step, for one parameter.</summary>
    public abstract TState Init(Tensor theta);

    /// <summary>One step for one parameter.</summary>
    /// <param name="state">Changed in place, or given new tensors.</param>
    /// <param name="theta">The parameter; not to be changed here.</param>
    /// <param name="grad">
    /// Its gradient, shaped like <paramref name="theta"/>. Not to be changed here, overwritten after this step: clone what must be kept.
    /// </param>
    /// <returns>The step to subtract from θ, of a shape that broadcasts to θ; null leaves θ where it is (a warm-up, say).</returns>
    public abstract Tensor? Step(TState state, Tensor theta, Tensor grad);

    /// <summary>One step of all parameters that have a gradient; by default, each on its own.</summary>
    /// <remarks>A rule that looks across parameters also overrides <see cref="UpdateRule.InitShared"/>.</remarks>
    /// <param name="slots">Apply a step to each of them, null where θ stays.</param>
    /// <param name="shared">What <see cref="UpdateRule.InitShared"/> made.</param>
    public virtual void StepAll(IReadOnlyList<Slot<TState>> slots, RuleState? shared)
    {
        foreach (var slot in slots)
        {
            using var scope = NewDisposeScope();
            slot.Apply(Step(slot.State, slot.Theta, slot.Grad));
        }
    }

    internal sealed override RuleState InitState(Tensor theta) => Init(theta);

    internal sealed override void StepModel(IReadOnlyList<Slot> slots, RuleState? shared) => StepAll(new TypedSlots<TState>(slots), shared);

    internal sealed override bool OffersFused => this is IFusedRule<TState> { OffersFused: true };

    internal sealed override void Fuse(FusedPath path, RuleState? shared) =>
        ((IFusedRule<TState>)this).Fuse(new FusedStep<TState>(path), shared);
}
