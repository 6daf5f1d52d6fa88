using AdaShift.Bench.Contracts;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Testing.Host;

/// <summary>Hears nothing.</summary>
sealed class Quiet : IRunObserver
{
    public void Planned(IReadOnlyList<PlannedCell> toRun, IReadOnlyList<PlannedCell> alreadyDone) { }

    public void Started(PlannedCell cell) { }

    public void Progress(PlannedCell cell, CellProgress progress) { }

    public void Note(PlannedCell cell, string text) { }

    public void Note(string text) { }

    public void Finished(PlannedCell cell, ResultRecord? result) { }
}
