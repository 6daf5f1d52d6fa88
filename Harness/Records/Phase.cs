namespace AdaShift.Bench;

/// <summary>What a moment of a run is spent on. Each moment belongs to exactly one phase.</summary>
public enum Phase
{
    /// <summary>Forward and backward pass, and everything that is in no other phase.</summary>
    Training,

    /// <summary>Clipping and the optimizer's step.</summary>
    Optimizer,

    /// <summary>Waiting for a batch.</summary>
    Data,

    /// <summary>Evaluating; never part of the algorithm's time.</summary>
    Evaluation,

    /// <summary>Checkpoints and logging; never part of the algorithm's time.</summary>
    Bookkeeping,
}

/// <summary>Attributes time to phases: entering one pauses the one around it.</summary>
public interface IPhaseClock
{
    /// <summary>Until the scope is disposed, time counts to <paramref name="phase"/>.</summary>
    PhaseScope Enter(Phase phase);

    /// <summary>
    /// Until the scope is disposed, algorithm time also counts to a part of the training step, such as one of several players.
    /// </summary>
    PhaseScope EnterPart(string name);

    /// <summary>Ends a scope: time counts to the surrounding phase again.</summary>
    void Leave();
}

/// <summary>Ends a phase or a part when disposed. A struct, so that measuring allocates nothing.</summary>
public readonly struct PhaseScope(IPhaseClock clock) : IDisposable
{
    public void Dispose() => clock.Leave();
}
