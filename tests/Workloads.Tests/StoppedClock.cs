using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Workloads.Tests;

sealed class StoppedClock : IPhaseClock
{
    public PhaseScope Enter(Phase phase) => new(this);

    public void Leave() { }
}
