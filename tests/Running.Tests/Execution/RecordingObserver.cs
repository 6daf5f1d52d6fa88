using AdaShift.Bench.Contracts;

namespace AdaShift.Bench.Running.Tests;

/// <summary>Remembers what it heard.</summary>
sealed class RecordingObserver : IRunObserver
{
    public List<string> Heard { get; } = [];

    public List<CellProgress> Progresses { get; } = [];

    /// <summary>Called at each progress.</summary>
    public Action<CellProgress>? AtProgress { get; set; }

    public void Planned(IReadOnlyList<PlannedCell> toRun, IReadOnlyList<PlannedCell> alreadyDone) =>
        Heard.Add($"planned {toRun.Count}, done {alreadyDone.Count}");

    public void Started(PlannedCell cell) => Heard.Add($"started {cell.Spec.Label} {cell.Spec.Seed}");

    public void Progress(PlannedCell cell, CellProgress progress)
    {
        Progresses.Add(progress);
        AtProgress?.Invoke(progress);
    }

    public void Note(PlannedCell cell, string text) => Note(text);

    public void Note(string text) => Heard.Add($"note {text}");

    public void Finished(PlannedCell cell, ResultRecord? result) =>
        Heard.Add($"finished {cell.Spec.Label} {cell.Spec.Seed}: {result?.Status.ToString() ?? "interrupted"}");
}
