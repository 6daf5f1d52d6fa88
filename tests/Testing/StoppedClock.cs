namespace AdaShift.Bench.Testing;

/// <summary>A clock for runs whose times nobody asks for.</summary>
public sealed class StoppedClock : IPhaseClock
{
    public PhaseScope Enter(Phase phase) => new(this);

    public PhaseScope EnterPart(string name) => new(this);

    public void Leave() { }
}
