namespace AdaShift.Bench.Optim;

/// <summary>Marks an <see cref="Accelerator{T, TState, TKernel}"/> as that of a rule. It is looked for in the rule's assembly.</summary>
/// <param name="rule">The rule's type, which knows nothing of it.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AcceleratesAttribute(Type rule) : Attribute
{
    public Type Rule { get; } = rule;
}
