using static TorchSharp.torch;

namespace AdaShift.Bench;

/// <summary>An optimizer: an immutable record, its parameters the hyper-parameters. Derive from <see cref="UpdateRule{TState}"/>.</summary>
public abstract record UpdateRule
{
    /// <summary>Whether steps run through an accelerator where the rule has one and the tensors allow it.</summary>
    public bool Accelerate { get; init; } = true;

    /// <summary>What is wrong with these settings together; <see cref="IntervalAttribute"/> checks each alone. Empty when fine.</summary>
    public virtual IEnumerable<string> Validate() => [];

    /// <summary>The state of the model as a whole, next to each parameter's; null for a rule that steps each on its own.</summary>
    /// <remarks>A rule that overrides <see cref="UpdateRule{TState}.StepAll"/> needs one; <see cref="NoState"/> if it keeps none.</remarks>
    public virtual RuleState? InitShared() => null;

    /// <summary>
    /// Whether a loaded state was made with these settings. Loading compares the tensors that <c>Init</c> makes; override this for those
    /// that come later, or that only some settings have.
    /// </summary>
    /// <param name="state">A parameter's, or that of <see cref="InitShared"/>.</param>
    /// <param name="theta">The parameter; the first one for the model's state.</param>
    public virtual bool Fits(RuleState state, Tensor theta) => true;

    internal abstract RuleState InitState(Tensor theta);

    internal abstract Tensor? StepOne(RuleState state, Tensor theta, Tensor grad);

    internal abstract IReadOnlyList<Tensor?> StepTogether(IReadOnlyList<Slot<RuleState>> slots, RuleState shared);
}

/// <summary>The contract of an optimizer is two functions: <see cref="Init"/> and <see cref="Step"/>.</summary>
/// <remarks>
/// Both run under <c>no_grad</c>, inside a dispose scope: temporaries need no disposing. The state's tensors are kept for you.
/// A rule that looks across parameters overrides <see cref="StepAll"/>.
/// </remarks>
public abstract record UpdateRule<TState> : UpdateRule
    where TState : RuleState
{
    /// <summary>The state before the first step, for one parameter.</summary>
    public abstract TState Init(Tensor theta);

    /// <summary>One step for one parameter.</summary>
    /// <param name="state">Changed in place, or given new tensors. It must stay finite: a run whose state is not has diverged.</param>
    /// <param name="theta">The parameter; not to be changed here.</param>
    /// <param name="grad">
    /// Its gradient, shaped like <paramref name="theta"/>. Not to be changed here, overwritten after this step: clone what must be kept.
    /// </param>
    /// <returns>The step to subtract from θ, of a shape that broadcasts to θ; null leaves θ where it is (a warm-up, say).</returns>
    public abstract Tensor? Step(TState state, Tensor theta, Tensor grad);

    /// <summary>One step of all parameters that have a gradient, for rules whose <see cref="UpdateRule.InitShared"/> is not null.</summary>
    /// <param name="slots">In the model's order.</param>
    /// <param name="shared">The state made by <see cref="UpdateRule.InitShared"/>.</param>
    /// <returns>The step of each slot, as <see cref="Step"/> returns it.</returns>
    public virtual IReadOnlyList<Tensor?> StepAll(IReadOnlyList<Slot<TState>> slots, RuleState shared) =>
        [.. slots.Select(slot => Step(slot.State, slot.Theta, slot.Grad))];

    internal sealed override RuleState InitState(Tensor theta) => Init(theta);

    internal sealed override Tensor? StepOne(RuleState state, Tensor theta, Tensor grad) => Step((TState)state, theta, grad);

    internal sealed override IReadOnlyList<Tensor?> StepTogether(IReadOnlyList<Slot<RuleState>> slots, RuleState shared) =>
        StepAll([.. slots.Select(s => new Slot<TState>(s.Name, s.Theta, s.Grad, (TState)s.State))], shared);
}
