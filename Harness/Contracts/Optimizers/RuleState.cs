namespace AdaShift.Bench.Contracts;

/// <summary>What a rule remembers of one parameter between steps. Derive a record; its public properties are the state.</summary>
/// <remarks>
/// A property may be a Tensor, a <see cref="GradientWindow"/>, a long, an int, a double or a bool; they are saved, restored and disposed by
/// their names, with no code of yours. A property of any other type is refused when the rule is first used.
/// </remarks>
public abstract record RuleState : IDisposable
{
    /// <summary>Writes every property.</summary>
    public void Save(Snapshot to) => RuleStateLayout.Of(GetType()).Save(this, to);

    /// <summary>Puts every property back, bit for bit.</summary>
    public void Load(Snapshot from) => RuleStateLayout.Of(GetType()).Load(this, from);

    /// <summary>Takes tensors that a step put into the state out of the dispose scope around it, and frees those they replaced.</summary>
    internal void Keep() => RuleStateLayout.Of(GetType()).Keep(this);

    public void Dispose()
    {
        RuleStateLayout.Of(GetType()).Dispose(this);
        GC.SuppressFinalize(this);
    }
}
