using AdaShift.Bench.Records;
using AdaShift.Bench.Optim;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Testing.Host;

/// <summary>Hears nothing.</summary>
sealed class Quiet : IRunObserver
{
    public void Planned(IReadOnlyList<PlannedRun> toRun, IReadOnlyList<PlannedRun> alreadyDone) { }

    public void Started(PlannedRun run) { }

    public void Progress(PlannedRun run, TrainingProgress progress) { }

    public void Note(PlannedRun run, string text) { }

    public void Note(string text) { }

    public void Finished(PlannedRun run, ResultRecord? result) { }
}
